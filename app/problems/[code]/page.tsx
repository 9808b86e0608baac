import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Logo } from "@/components/shell/logo";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { InlineText } from "@/components/ui/inline-text";
import { TextLink } from "@/components/ui/link";
import { Page } from "@/components/ui/page";

import { findProblem, PROBLEMS } from "./problems";

type Props = { params: Promise<{ code: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findProblem((await params).code)?.title ?? "Not found" };
}

/** Where the `type` of a problem document leads: open to everyone, because programs and their authors follow it. */
export default async function ProblemPage({ params }: Props) {
  const { code } = await params;
  const problem = findProblem(code);
  if (!problem) notFound();

  const example = {
    type: `/problems/${code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.example,
    instance: "urn:request:0199a3c1-7d0e-7c55-9a57-2f6d1c1f3b80",
    ...(problem.errors && { errors: problem.errors }),
  };
  return (
    <main>
      <Page width="reading">
        <p className="mb-8 flex items-center gap-2 font-semibold">
          <Logo />
          <TextLink href="/" className="text-ink">
            Trellis
          </TextLink>
          <span className="font-normal text-soft">Problems</span>
        </p>
        <div className="flex flex-wrap items-center gap-x-3">
          <h1 className="text-2xl tracking-[-0.015em]">{problem.title}</h1>
          <Badge>HTTP {problem.status}</Badge>
          <code className="text-sm text-soft">{code}</code>
        </div>
        <div className="mt-3 space-y-3 text-lg">
          <p>
            <InlineText>{problem.means}</InlineText>
          </p>
          <p>
            <span className="font-semibold">What to do.</span> <InlineText>{problem.remedy}</InlineText>
          </p>
        </div>
        <h2 className="mt-8 mb-2 text-lg">As the API says it</h2>
        <Code
          code={JSON.stringify(example, null, 2)}
          language="json"
          label="Example of the problem document"
        />
        <nav aria-label="Other problems" className="mt-8 border-t pt-4">
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {Object.entries(PROBLEMS).map(([other, { title }]) => (
              <li key={other}>
                {other === code ? (
                  <span aria-current="page" className="text-faint">
                    {title}
                  </span>
                ) : (
                  <TextLink href={`/problems/${other}`}>{title}</TextLink>
                )}
              </li>
            ))}
          </ul>
        </nav>
      </Page>
    </main>
  );
}
