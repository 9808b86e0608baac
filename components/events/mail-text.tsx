import { TextLink } from "@/components/ui/link";

type Props = {
  text: string;
  /** Addresses that begin with it are pages of this portal. */
  publicUrl: string;
};

/** The plain text of a mail; what leads back to the portal can be followed. */
export function MailText({ text, publicUrl }: Props) {
  return (
    <div className="rounded-md border bg-surface px-4 py-3 text-lg wrap-anywhere whitespace-pre-wrap">
      {text.split(/(\s+)/).map((word, index) => {
        const path = word.startsWith(`${publicUrl}/`) ? word.slice(publicUrl.length) : null;
        return path === null ? (
          word
        ) : (
          <TextLink key={index} href={path} prefetch={false} className="underline">
            {word}
          </TextLink>
        );
      })}
    </div>
  );
}
