"use client";

import type { ReactNode } from "react";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

import { destinations, type Reach } from "./navigation";

type Props = { reach: Reach; open: boolean; onOpenChange: (open: boolean) => void };

/** Everything that the keyboard can do. */
export function Shortcuts({ reach, open, onOpenChange }: Props) {
  return (
    <Dialog title="Keyboard shortcuts" open={open} onOpenChange={onOpenChange}>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <div className="space-y-5">
          <Group title="Anywhere">
            <Row keys={["⌘", "K"]}>Go, search or do</Row>
            <Row keys={["/"]}>Search</Row>
            <Row keys={["j"]}>Next in a list</Row>
            <Row keys={["k"]}>Previous in a list</Row>
            <Row keys={["?"]}>This list</Row>
          </Group>
          <Group title="In search">
            <Row keys={["↓", "↑"]}>Through the results</Row>
            <Row keys={["↵"]}>Open</Row>
            <Row keys={["⌘", "↵"]}>Open beside</Row>
          </Group>
        </div>
        <div className="space-y-5">
          <Group title="Go to">
            {destinations(reach).map(({ href, label, key }) => (
              <Row key={href} keys={["g", key]}>
                {label}
              </Row>
            ))}
          </Group>
          <Group title="On requests">
            <Row keys={["x"]}>Choose, to decide together</Row>
            <Row keys={["a"]}>Approve or answer</Row>
            <Row keys={["i"]}>Ask for information</Row>
            <Row keys={["r"]}>Reject</Row>
            <Row keys={["w"]}>Withdraw</Row>
            <Row keys={["j", "k"]}>Next and previous</Row>
          </Group>
        </div>
      </div>
    </Dialog>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm text-faint">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

/** ⌘ is Ctrl where there is no ⌘. */
function Row({ keys, children }: { keys: readonly string[]; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-4">
      <dt>{children}</dt>
      <dd className="flex gap-1">
        {keys.map((key) => (
          <Kbd key={key}>{key === "⌘" ? commandKey() : key}</Kbd>
        ))}
      </dd>
    </div>
  );
}

const commandKey = (): string => (/mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘" : "Ctrl");
