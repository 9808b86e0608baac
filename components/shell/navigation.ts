import {
  Boxes,
  FilePlus2,
  House,
  Inbox,
  KeyRound,
  type LucideIcon,
  Network,
  Settings,
  ShieldCheck,
} from "lucide-react";

/** What this person finds in the portal: decided on the server, roles stay there. */
export type Reach = {
  administers: boolean;
  /** Reads of the administration what governance may. */
  governs: boolean;
  registers: boolean;
  /** Requests that wait for the person's decision or answer. */
  waiting: number;
};

export type Destination = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** The letter after `g`. */
  key: string;
  /** Addresses below it that belong to it. */
  covers: readonly string[];
};

const HOME: Destination = { href: "/", label: "Home", icon: House, key: "h", covers: [] };
const PRODUCTS: Destination = {
  href: "/search",
  label: "Products",
  icon: Boxes,
  key: "p",
  covers: ["/search", "/products", "/contracts"],
};
const DOMAINS: Destination = {
  href: "/domains",
  label: "Domains",
  icon: Network,
  key: "d",
  covers: ["/domains", "/teams"],
};
const REQUESTS: Destination = {
  href: "/requests",
  label: "Requests",
  icon: Inbox,
  key: "q",
  covers: ["/requests"],
};
const ACCESS: Destination = {
  href: "/access",
  label: "My access",
  icon: KeyRound,
  key: "m",
  covers: ["/access"],
};
const REGISTER: Destination = {
  href: "/register",
  label: "Register",
  icon: FilePlus2,
  key: "n",
  covers: ["/register"],
};
const SETTINGS: Destination = {
  href: "/settings",
  label: "Settings",
  icon: Settings,
  key: "s",
  covers: ["/settings"],
};
const ADMIN: Destination = {
  href: "/admin",
  label: "Admin",
  icon: ShieldCheck,
  key: "a",
  covers: ["/admin"],
};

const RULES: Destination = { ...ADMIN, href: "/admin/permissions" };

/** The side bar, in two groups. */
export const sideGroups = ({ administers, governs, registers }: Reach): Destination[][] => [
  [HOME, PRODUCTS, DOMAINS, REQUESTS, ACCESS],
  [
    ...(registers ? [REGISTER] : []),
    ...(administers ? [ADMIN] : []),
    ...(governs && !administers ? [RULES] : []),
  ],
];

/** The bottom bar of small screens: four, and the rest behind a button. */
export const bottomBar: readonly Destination[] = [HOME, PRODUCTS, DOMAINS, REQUESTS];

export const behindBottomBar = (reach: Reach): Destination[] =>
  destinations(reach).filter((destination) => !bottomBar.includes(destination));

/** What is to be done at a destination; 0 where nothing is. */
export const countAt = ({ href }: Destination, { waiting }: Reach): number =>
  href === REQUESTS.href ? waiting : 0;

export const destinations = (reach: Reach): Destination[] => [...sideGroups(reach).flat(), SETTINGS];

export const isWithin = ({ href, covers }: Destination, path: string): boolean =>
  path === href || covers.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
