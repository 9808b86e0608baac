import { readTable, type Row } from "./read-table";

/** Invented people and what is known of them. Nobody here exists; the seed makes every run the same. */
export function inventPeople(vega: string): Record<string, Row[]> {
  const places = readTable(`${vega}/zipcodes.csv`).filter((place) => STATES.includes(text(place.state)));
  const staff = employees(random(20_260_301));
  return {
    "members.csv": members(random(20_260_101), places),
    "employees.csv": staff,
    "payroll.csv": payroll(random(20_260_401), staff),
    "clinic-survey.csv": clinicSurvey(random(20_260_501)),
  };
}

const STATES = ["CA", "CO", "FL", "GA", "IL", "MA", "MN", "NY", "OR", "PA", "TX", "WA"];

const GIVEN = (
  "Ada Adaeze Agnes Ahmed Alba Amara Anders Anika Arjun Astrid Ayumi Beatriz Bilal Bruno Camila Carmen Chidi Clara " +
  "Dalia Dario Deniz Divya Edda Eitan Elif Emeka Esther Fabian Farida Felix Freya Gabriel Gita Goran Hana Hassan Helga " +
  "Ibrahim Idris Ines Iris Ivan Jamila Jasper Joao Jun Kaito Kamala Karim Katya Kwame Lars Layla Leila Linh Luca Magda " +
  "Malik Marta Mei Milan Mina Nadia Naomi Nils Nina Oksana Omar Paloma Petra Quentin Rafael Rania Rosa Sami Sanjay " +
  "Selma Simone Sven Tariq Teresa Thandi Tomoko Uma Valentin Vera Wanda Xavier Yara Yusuf Zane Zofia"
).split(" ");

const FAMILY = (
  "Abebe Achterberg Adeyemi Ahlgren Alvarado Andersen Aoki Baptiste Barros Becker Bergstrom Bianchi Boateng Brandt " +
  "Castellano Chaudhry Cohen Costa Dahlgren Danso Delacroix Demir Diallo Dubois Eklund Esposito Farouk Fischer Fonseca " +
  "Fukuda Galvez Ghosh Gruber Guerrero Haddad Hakimi Hansen Herrera Hoang Ibarra Ivanova Jansen Jimenez Kapoor Keller " +
  "Khoury Kimura Kovac Kruger Larsen Laurent Lehmann Lindgren Lombardi Mahlangu Marchand Mbeki Mehta Mensah Moreau " +
  "Nakamura Navarro Ndiaye Novotny Nyberg Okoye Olsen Ortiz Osei Papadakis Pereira Petrov Quispe Rahman Ramirez Reyes " +
  "Rossi Ruiz Saito Salazar Sato Schneider Serrano Silva Soto Suzuki Takacs Torres Ueda Vargas Vasquez Vogel Weiss " +
  "Wolff Yamada Yilmaz Zapata Zhang"
).split(" ");

type Random = () => number;

/** mulberry32: small, and the same on every machine. */
function random(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pick<T>(next: Random, values: readonly T[]): T {
  const value = values[Math.floor(next() * values.length)];
  if (value === undefined) throw new Error("There is nothing to pick from.");
  return value;
}

const between = (next: Random, low: number, high: number): number =>
  low + Math.floor(next() * (high - low + 1));
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const padded = (value: number, width: number): string => String(value).padStart(width, "0");

function day(next: Random, from: string, to: string): string {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  return new Date(start + Math.floor(next() * (end - start))).toISOString().slice(0, 10);
}

function person(next: Random): { name: string; mailbox: string } {
  const [given, family] = [pick(next, GIVEN), pick(next, FAMILY)];
  return { name: `${given} ${family}`, mailbox: `${given}.${family}`.toLowerCase() };
}

function members(next: Random, places: readonly Row[]): Row[] {
  return Array.from({ length: 600 }, (_, index) => {
    const { name, mailbox } = person(next);
    const place = pick(next, places);
    const joined = day(next, "2019-01-01", "2026-06-01");
    const left = next() < 0.18 ? day(next, joined, "2026-09-01") : "";
    return {
      member_id: `M-${padded(index + 1, 6)}`,
      full_name: name,
      email: `${mailbox}${padded(index + 1, 3)}@example.com`,
      phone: next() < 0.7 ? `+1-555-01${padded(between(next, 0, 99), 2)}` : "",
      birth_date: day(next, "1940-01-01", "2000-12-31"),
      zip_code: text(place.zip_code),
      state: text(place.state),
      plan: pick(next, ["basic", "basic", "basic", "supporter", "supporter", "patron"]),
      joined_on: joined,
      cancelled_on: left,
      newsletter: next() < 0.62,
    };
  });
}

const JOBS: readonly (readonly [title: string, team: string, usd: number])[] = [
  ["Flight data engineer", "flight-operations", 7400],
  ["Punctuality analyst", "punctuality-analytics", 6900],
  ["Safety analyst", "airfield-safety", 6600],
  ["Meteorologist", "weather-desk", 6800],
  ["Seismologist", "earth-hazards", 7200],
  ["Market data engineer", "market-data", 7900],
  ["Economist", "public-finance", 7300],
  ["Editor", "media", 5600],
  ["Demographer", "demography", 6500],
  ["Member adviser", "member-services", 4300],
  ["People partner", "people-operations", 5900],
  ["Platform engineer", "data-platform", 8200],
];

function employees(next: Random): Row[] {
  return Array.from({ length: 132 }, (_, index) => {
    const { name, mailbox } = person(next);
    const [title, team] = JOBS[index % JOBS.length] ?? ["", ""];
    const isLead = index < JOBS.length;
    const hired = day(next, "2012-01-01", isLead ? "2018-12-31" : "2026-05-01");
    return {
      employee_id: 1001 + index,
      full_name: name,
      work_email: `${mailbox}.${1001 + index}@example.org`,
      job_title: isLead ? `Lead ${title.toLowerCase()}` : title,
      team_id: team,
      manager_id: isLead ? "" : 1001 + (index % JOBS.length),
      office: pick(next, ["Denver", "Lisbon", "Nairobi", "Oslo"]),
      hired_on: hired,
      left_on: !isLead && next() < 0.1 ? day(next, hired, "2026-09-01") : "",
    };
  });
}

function payroll(next: Random, staff: readonly Row[]): Row[] {
  const base = new Map(JOBS.map(([, team, usd]) => [team, usd]));
  const salaries = staff.map((employee) => {
    const usd = base.get(text(employee.team_id)) ?? 0;
    const lead = text(employee.job_title).startsWith("Lead") ? 1.35 : 1;
    return { employee, gross: Math.round(usd * lead * (0.9 + next() * 0.25)) };
  });
  return ["2026-07-31", "2026-08-31", "2026-09-30"].flatMap((paidOn) =>
    salaries
      .filter(({ employee }) => isPaid(employee, paidOn))
      .map(({ employee, gross }) => {
        const tax = Math.round(gross * (0.22 + (gross % 7) / 100));
        return {
          employee_id: employee.employee_id,
          paid_on: paidOn,
          gross_usd: gross,
          tax_usd: tax,
          net_usd: gross - tax,
          account_last4: padded((Number(employee.employee_id) * 7919) % 10_000, 4),
        };
      }),
  );
}

const isPaid = ({ left_on: left }: Row, on: string): boolean => text(left) === "" || text(left) >= on;

function clinicSurvey(next: Random): Row[] {
  return Array.from({ length: 420 }, (_, index) => {
    const systolic = between(next, 98, 168);
    const bmi = Math.round((18 + next() * 20) * 10) / 10;
    return {
      response_id: `R${padded(index + 1, 5)}`,
      patient_ref: `P-${padded(between(next, 1, 380), 4)}`,
      visited_on: day(next, "2025-01-06", "2026-09-30"),
      birth_year: between(next, 1938, 2006),
      sex: pick(next, ["female", "male"]),
      state: pick(next, STATES),
      smoker: next() < 0.9 ? next() < 0.17 : "",
      bmi,
      systolic_mmhg: systolic,
      diastolic_mmhg: systolic - between(next, 32, 58),
      diagnosis_icd10: next() < 0.35 ? pick(next, ["E11.9", "E66.9", "I10", "J45.9", "M54.5"]) : "",
      consent_research: next() < 0.83,
    };
  });
}
