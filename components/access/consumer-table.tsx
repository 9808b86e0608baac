import { Badge } from "@/components/ui/badge";
import { TextLink } from "@/components/ui/link";
import { Table, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from "@/components/ui/table";
import type { AgreementSummary } from "@/lib/access/model";

import { AgreementStatus } from "./agreement-status";
import { ConsumerName } from "./consumer-name";
import { ProvisioningStatus } from "./provisioning-status";
import { ReviewDue } from "./review-due";
import { agreementHref } from "./standing";

type Props = { label: string; agreements: readonly AgreementSummary[]; now: Date; hidesPort?: boolean };

/** Who uses a product, for what, and how long: for its owning side. */
export function ConsumerTable({ label, agreements, now, hidesPort = false }: Props) {
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader>Consumer</TableHeader>
        {!hidesPort && <TableHeader>Port</TableHeader>}
        <TableHeader>Purpose</TableHeader>
        <TableHeader>Access</TableHeader>
      </TableHead>
      <tbody>
        {agreements.map((agreement) => (
          <TableRow key={agreement.id}>
            <TableRowHeader className="min-w-40 align-top">
              <TextLink data-row href={agreementHref(agreement.id)} prefetch={false}>
                <ConsumerName consumer={agreement.consumer} />
              </TextLink>
            </TableRowHeader>
            {!hidesPort && (
              <TableCell className="align-top">
                <Badge>{agreement.target.portName}</Badge>
              </TableCell>
            )}
            <TableCell className="min-w-56 align-top text-soft">
              <p className="line-clamp-2 max-w-96">{agreement.purpose}</p>
            </TableCell>
            <TableCell className="align-top">
              <span className="flex flex-col items-start gap-0.5">
                <AgreementStatus agreement={agreement} now={now} />
                <ProvisioningStatus agreement={agreement} className="text-sm" />
                {agreement.review && (
                  <span className="text-sm">
                    <ReviewDue agreement={agreement} now={now} />
                  </span>
                )}
              </span>
            </TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}
