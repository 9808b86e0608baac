import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";

import { AgreementActs } from "@/components/access/agreement-acts";
import { AgreementNotices } from "@/components/access/agreement-notices";
import { AgreementRail } from "@/components/access/agreement-rail";
import { AgreementRequests } from "@/components/access/agreement-requests";
import { AgreementStatus } from "@/components/access/agreement-status";
import { PeriodLine } from "@/components/access/period-line";
import { ProvisioningSection } from "@/components/access/provisioning-section";
import { RenewalPanel } from "@/components/access/renewal-panel";
import { requestHref } from "@/components/access/request-words";
import { Badge } from "@/components/ui/badge";
import { Page, PageHeader, Section, WithRail } from "@/components/ui/page";
import type { Agreement } from "@/lib/access/model";
import { requestTime } from "@/lib/transport/page";

import { idOf } from "../../route-id";
import { cancel, confirm, renew, retry, review, revoke } from "../actions";
import { agreementOf, requestOf } from "./loads";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const agreement = await agreementOf(await idOf(params));
  return { title: agreement ? `Access to ${agreement.target.productName}` : "Access" };
}

export default async function AgreementPage({ params }: Props) {
  const id = await idOf(params);
  const agreement = await agreementOf(id);
  if (agreement === null) {
    const request = await requestOf(id);
    if (request) redirect(requestHref(request.id));
    notFound();
  }
  const now = requestTime();
  const { target, purpose, permissions } = agreement;
  const isKept = isKeepers(agreement);
  return (
    <Page>
      <PageHeader
        title={isKept ? `Access of ${agreement.consumer.name}` : target.productName}
        trail={[isKept ? productPlace(target) : { label: "My access", href: "/access" }]}
        facts={
          <>
            <Badge>{target.portName}</Badge>
            <AgreementStatus agreement={agreement} now={now} />
          </>
        }
        actions={<AgreementActs agreement={agreement} actions={{ cancel, revoke }} />}
      />
      <WithRail label="Facts" rail={<AgreementRail agreement={agreement} now={now} />}>
        <AgreementNotices agreement={agreement} review={review} now={now} />
        <Section title="Period">
          <PeriodLine agreement={agreement} now={now} />
        </Section>
        <Section title="Purpose">
          <p className="max-w-reading text-lg wrap-anywhere whitespace-pre-line">{purpose}</p>
        </Section>
        <ProvisioningSection agreement={agreement} actions={{ confirm, retry }} now={now} />
        <AgreementRequests agreement={agreement} now={now} />
      </WithRail>
      <RenewalPanel agreements={permissions.renew.allowed ? [agreement] : []} renew={renew} />
    </Page>
  );
}

/** Who looks after the product comes from there, whoever holds the access from what they hold. */
const isKeepers = ({ permissions: { provision, revoke, cancel } }: Agreement): boolean =>
  (provision.allowed || revoke.allowed) && !cancel.allowed;

const productPlace = ({ productId, productName }: Agreement["target"]) => ({
  label: productName,
  href: `/products/${encodeURIComponent(productId)}/access`,
});
