import { TextLink } from "@/components/ui/link";
import { Fact, Facts } from "@/components/ui/page";
import { countOf } from "@/components/catalog/words";
import type { AccessOffer } from "@/lib/access/model";

import { hoursWord } from "./words";

type Props = { offer: Pick<AccessOffer, "owner" | "answerTime" | "consumerCount" | "ports"> };

/** Who decides, how soon, and how many were let in before. */
export function HowAccessWorks({ offer: { owner, answerTime, consumerCount, ports } }: Props) {
  const { medianHours, decidedCount } = answerTime;
  return (
    <Facts>
      <Fact label="Decided by">
        <TextLink href={`/teams/${encodeURIComponent(owner.id)}`}>{owner.name}</TextLink>
        {ports.some(needsGovernance) && <span className="block text-sm text-soft">and data governance</span>}
      </Fact>
      <Fact label="Usual answer">
        {medianHours === null ? "no request decided yet" : hoursWord(medianHours)}
        {medianHours !== null && (
          <span className="block text-sm text-soft">
            half of the last {countOf(decidedCount, "decision")} came sooner
          </span>
        )}
      </Fact>
      <Fact label="Used by">{consumerCount === 0 ? "nobody yet" : countOf(consumerCount, "consumer")}</Fact>
      <Fact label="Who sees this">
        <span className="text-soft">
          Consumers and purposes are shown to the owning side, to governance and to the consumers themselves.
        </span>
      </Fact>
    </Facts>
  );
}

const needsGovernance = ({ classification, personalData }: AccessOffer["ports"][number]): boolean =>
  personalData || classification === "restricted";
