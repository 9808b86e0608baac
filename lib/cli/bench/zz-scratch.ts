import { connect } from "@/lib/platform/db/client";
import { migrate } from "@/prisma/migrate";
import { registerDocuments } from "@/lib/contracts";
import { readItems } from "@/lib/contracts/service/batch";
import { jobActor } from "@/lib/platform/actor";
import pg from "pg";
const admin = new pg.Client("postgresql://postgres@localhost:5544/postgres"); await admin.connect();
await admin.query("drop database if exists perf with (force)"); await admin.query("create database perf"); await admin.end();
const url = "postgresql://postgres@localhost:5544/perf";
await migrate(url);
const { db, pool } = connect(url, 8);
const runtime: any = { db, pool, now: () => new Date(), search: null };
const actor = { ...jobActor("bench") };
const words = "order customer invoice payment shipment product stock price store region account card claim policy ledger event click session device campaign".split(" ");
const w = (i: number) => words[i % words.length]!;
const contract = (i: number) => ({ apiVersion: "v3.1.0", kind: "DataContract", id: `c-${i}`, name: `${w(i)} ${w(i * 7 + 3)} ${i}`, version: "1.0.0", status: "active", team: { name: `team-${i % 50}` }, description: { purpose: `Facts about ${w(i)} by ${w(i + 3)}.` },
  schema: [{ name: `${w(i)}_${i}`, physicalType: "table", properties: Array.from({ length: 12 }, (_, k) => ({ name: `${w(i + k)}_${w(k * 3 + i)}_${k}`, logicalType: k % 3 ? "string" : "integer", physicalType: k % 3 ? "varchar" : "int", description: `The ${w(k)} of the ${w(i)}, as it was when the ${w(k + 1)} was made.`, required: k === 0, primaryKey: k === 0, classification: k === 5 ? "confidential" : "internal" })) }],
  servers: [{ server: "production", type: "postgres", host: "db.example.org", port: 5432, database: "warehouse", schema: w(i) }] });
const product = (i: number) => ({ apiVersion: "v1.0.0", kind: "DataProduct", id: `p-${i}`, name: `${w(i)} ${w(i * 7 + 3)} ${i}`, version: "1.0.0", status: "active", domain: "d", team: { name: `team-${i % 50}` }, tags: [w(i + 1), w(i + 2)], description: { purpose: `Facts about ${w(i)} by ${w(i + 3)}, for everybody who works with ${w(i + 5)}.`, limitations: "None known.", usage: "Join on id." },
  inputPorts: [1, 2, 3].map((k) => ({ name: `in-${k}`, version: "1.0.0", contractId: `c-${(i * 31 + k * 7) % 50000}` })), outputPorts: [{ name: `${w(i)}_${i}`, version: "1.0.0", type: "table", contractId: `c-${i}`, description: "The table." }], customProperties: i % 20 === 0 ? [{ property: "visibility", value: "restricted" }] : [] });
await registerDocuments.execute(runtime, actor, { items: Array.from({ length: 50 }, (_, i) => ({ text: JSON.stringify({ id: `team-${i}`, name: `Team ${i}`, type: "Team" }), mediaType: "application/json" })) });
const N = Number(process.argv[2] ?? 2000);
const texts: any[] = [];
for (let i = 0; i < N; i++) { texts.push({ text: JSON.stringify(product(i)), mediaType: "application/json" }); texts.push({ text: JSON.stringify(contract(i)), mediaType: "application/json" }); }
console.log("bytes per doc", texts.reduce((s, t) => s + t.text.length, 0) / texts.length);
let t = performance.now(); let c = process.cpuUsage();
for (let i = 0; i < Math.min(2000, texts.length); i += 500) await readItems(texts.slice(i, i + 500), "strict");
console.log("read only ms/doc", (performance.now() - t) / Math.min(2000, texts.length));
import { execSync } from "node:child_process";
const pgCpu = () => execSync("ps -u postgres -o cputimes=,args= | grep -v grep").toString().split("\n").filter((l) => l.includes("perf") || l.includes("/tmp/cat/pg")||l.includes("checkpointer")||l.includes("walwriter")).map((l) => l.trim().split(/\s+/)).reduce((x, l) => x + Number(l[0]), 0);
const run = async (label: string) => {
  t = performance.now(); c = process.cpuUsage(); const p0 = pgCpu();
  const batches: any[] = []; for (let i = 0; i < texts.length; i += 500) batches.push(texts.slice(i, i + 500));
  const worker = async () => { for (let b = batches.shift(); b; b = batches.shift()) { const r = await registerDocuments.execute(runtime, actor, { items: b }); if (r.refused) { console.log(JSON.stringify(r.results.find((x) => x.problem))); process.exit(1); } } };
  await Promise.all(Array.from({ length: Number(process.argv[3] ?? 2) }, worker));
  const ms = performance.now() - t; const u = process.cpuUsage(c);
  console.log(label, texts.length, "docs", ms.toFixed(0), "ms", (texts.length / ms * 1000).toFixed(0), "docs/s; node cpu", ((u.user + u.system) / 1000).toFixed(0), "pg cpu s", pgCpu() - p0);
};
await run("insert");
await run("unchanged");
await db.$disconnect(); await pool.end();
