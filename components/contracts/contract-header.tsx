import { FilePlus2 } from "lucide-react";

import { ClassificationBadge, PersonalDataBadge } from "@/components/catalog/classification-badge";
import { LifecycleStatus } from "@/components/catalog/lifecycle-status";
import { Badge } from "@/components/ui/badge";
import { buttonClass, ButtonLink } from "@/components/ui/button";
import { Menu, MenuDownload } from "@/components/ui/menu";
import { PageHeader } from "@/components/ui/page";
import type { DataContract, ExportFormat } from "@/lib/contracts/model";

const EXPORTS: readonly { format: ExportFormat; label: string }[] = [
  { format: "json-schema", label: "JSON Schema" },
  { format: "sql-postgres", label: "SQL for Postgres" },
  { format: "sql-snowflake", label: "SQL for Snowflake" },
  { format: "sql-bigquery", label: "SQL for BigQuery" },
  { format: "dbt", label: "dbt models" },
];

/** Which contract it is, whose, and how strictly it must be kept. */
export function ContractHeader({ contract }: { contract: DataContract }) {
  const { id, name, version, status, ownerTeam, classification, personalData, permissions } = contract;
  return (
    <PageHeader
      title={name ?? id}
      trail={[
        { label: ownerTeam.name, href: `/teams/${encodeURIComponent(ownerTeam.id)}` },
        { label: "Data contract" },
      ]}
      facts={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {version && <Badge>{/^\d/.test(version) ? `v${version}` : version}</Badge>}
          {status && <LifecycleStatus status={status} />}
          {classification && <ClassificationBadge classification={classification} />}
          {personalData && <PersonalDataBadge />}
        </span>
      }
      actions={
        <>
          <Menu trigger="Export" label="Export the schema" className={buttonClass({})}>
            {EXPORTS.map(({ format, label }) => (
              <MenuDownload
                key={format}
                href={`/api/datacontracts/${encodeURIComponent(id)}/export?format=${format}`}
              >
                {label}
              </MenuDownload>
            ))}
          </Menu>
          {permissions.edit.allowed && (
            <ButtonLink href={`/register?contract=${encodeURIComponent(id)}`} prefetch={false}>
              <FilePlus2 aria-hidden />
              New version
            </ButtonLink>
          )}
        </>
      }
    />
  );
}
