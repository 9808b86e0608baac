import type { Facts, Snippet } from "./snippet-facts";
import { python, shell } from "./snippet-quoting";

/** Topics and APIs; nothing for a type that we do not know. */
export function otherSnippets(facts: Facts): Snippet[] {
  if (facts.type === "kafka") return kafka(facts);
  const location = facts.get("location") ?? "";
  return facts.type === "api" && /^https?:\/\//i.test(location) ? api(location) : [];
}

function kafka(facts: Facts): Snippet[] {
  const servers = python(facts.get("host") ?? "YOUR_HOST:9092");
  const topic = python(facts.object === "" ? "your_topic" : facts.object);
  const consume = [
    "from confluent_kafka import Consumer",
    "",
    "consumer = Consumer({",
    `    "bootstrap.servers": ${servers},`,
    '    "group.id": "my-group",',
    '    "auto.offset.reset": "earliest",',
    "})",
    `consumer.subscribe([${topic}])`,
    "message = consumer.poll(10)",
  ];
  const stream = [
    "df = (",
    '    spark.readStream.format("kafka")',
    `    .option("kafka.bootstrap.servers", ${servers})`,
    `    .option("subscribe", ${topic})`,
    "    .load()",
    ")",
  ];
  return [
    { language: "python", label: "Python", code: consume.join("\n") },
    { language: "spark", label: "Spark", code: stream.join("\n") },
  ];
}

function api(location: string): Snippet[] {
  const request = [
    "import os",
    "import httpx",
    "",
    "response = httpx.get(",
    `    ${python(location)},`,
    '    headers={"Authorization": f"Bearer {os.environ[\'API_TOKEN\']}"},',
    ")",
    "data = response.raise_for_status().json()",
  ];
  return [
    {
      language: "curl",
      label: "curl",
      code: `curl --fail -H "Authorization: Bearer $API_TOKEN" -- ${shell(location)}`,
    },
    { language: "python", label: "Python", code: request.join("\n") },
  ];
}
