import type { Metadata } from "next";

import { NoticePreferencesTable } from "@/components/events/notice-preferences";
import { NoticeZone } from "@/components/events/notice-zone";
import { KeyTable } from "@/components/identity/key-table";
import { NewKey } from "@/components/identity/new-key";
import { ProfileForm } from "@/components/identity/profile-form";
import { SessionList } from "@/components/identity/session-list";
import { ThemeChoice } from "@/components/shell/theme-choice";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { TextLink } from "@/components/ui/link";
import { Fact, Facts, Page, PageHeader, Section, WithRail } from "@/components/ui/page";
import { getNoticePreferences } from "@/lib/events";
import { getMe, listApiKeys, listMySessions } from "@/lib/identity";
import { page, requestTime } from "@/lib/transport/page";

import {
  createKey,
  endOtherSessions,
  endSession,
  revokeKey,
  savePreference,
  saveProfile,
  saveZone,
} from "./actions";
import { WhileAway } from "./while-away";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const [me, sessions, keys, preferences] = await Promise.all([
    page(getMe, {}),
    page(listMySessions, {}),
    page(listApiKeys, {}),
    page(getNoticePreferences, {}),
  ]);
  const owned = me.teams.filter(({ role }) => role === "owner");
  const isAdmin = me.orgRole === "admin";
  return (
    <Page>
      <PageHeader title="Settings" />
      <WithRail label="You" rail={<You me={me} />}>
        <Section title="Profile">
          <ProfileForm me={me} update={saveProfile} />
        </Section>
        <WhileAway me={me} />
        <Section title="Notifications" id="notifications">
          <NoticePreferencesTable preferences={preferences} save={savePreference} />
          {preferences.mail !== "none" && (
            <NoticeZone
              timeZone={preferences.timeZone}
              zones={Intl.supportedValuesOf("timeZone")}
              save={saveZone}
            />
          )}
        </Section>
        <Section title="Theme" description="Kept in this browser.">
          <ThemeChoice />
        </Section>
        <Section
          title="Sessions"
          count={sessions.length}
          action={sessions.length > 1 && <EndOthers count={sessions.length - 1} />}
        >
          <SessionList sessions={sessions} now={requestTime()} end={endSession} />
        </Section>
        {(isAdmin || owned.length > 0) && (
          <Section
            title="API keys"
            description="Keys of the teams that you own, for pipelines and tools. A secret is shown once."
            action={<NewKey teams={owned} create={createKey} allowsOrganization={isAdmin} />}
          >
            <KeyTable keys={keys} now={requestTime()} revoke={revokeKey} />
          </Section>
        )}
      </WithRail>
    </Page>
  );
}

const ROLE_WORDS = { member: "Member", governance: "Governance", admin: "Administrator" } as const;

function You({ me }: { me: Awaited<ReturnType<typeof getMe.execute>> }) {
  return (
    <Facts>
      <Fact label="E-mail">{me.email}</Fact>
      <Fact label="Role in the organisation">{ROLE_WORDS[me.orgRole]}</Fact>
      <Fact label="Teams">
        {me.teams.length === 0 && "none yet"}
        <ul>
          {me.teams.map((team) => (
            <li key={`${team.id} ${team.role}`}>
              <TextLink href={`/teams/${encodeURIComponent(team.id)}`}>{team.name}</TextLink>{" "}
              <span className="text-faint">{team.role}</span>
            </li>
          ))}
        </ul>
      </Fact>
    </Facts>
  );
}

function EndOthers({ count }: { count: number }) {
  return (
    <Confirm
      trigger={
        <Button variant="danger" size="sm">
          End all others
        </Button>
      }
      title={count === 1 ? "End your other session?" : `End your ${count} other sessions?`}
      verb="End them"
      action={endOtherSessions}
      fields={{}}
      done="You are signed in only here now."
    >
      Everybody who uses one of them has to sign in again. This session stays.
    </Confirm>
  );
}
