/** Says that the person has read a notice; goes on while the page that said so is left. */
export async function markRead(id: string): Promise<void> {
  await fetch("/api/notices/read", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ids: [id] }),
    keepalive: true,
  }).catch(() => null);
}
