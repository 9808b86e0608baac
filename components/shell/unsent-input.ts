type Field = HTMLInputElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is Field =>
  (target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && isForText(target))) &&
  // A part that keeps what is written, whatever becomes of the page, need not be waited for.
  target.closest("[data-keeps-input]") === null;

/** Where somebody writes something; a search or a choice is nothing that could be lost. */
const isForText = ({ type, role }: HTMLInputElement): boolean =>
  role !== "combobox" && ["text", "email", "url", "number", "date"].includes(type);

/** Watches what is written on the page and not yet sent. */
export function watchUnsentInput(): { has: () => boolean; stop: () => void } {
  const written = new Set<Field>();
  const onInput = ({ target }: Event): void => {
    if (isField(target)) written.add(target);
  };
  const onSent = ({ target }: Event): void => {
    for (const field of written) if (field.form === target) written.delete(field);
  };
  document.addEventListener("input", onInput, true);
  document.addEventListener("submit", onSent, true);
  document.addEventListener("reset", onSent, true);
  return {
    has: () => [...written].some((field) => field.isConnected && field.value.trim() !== ""),
    stop: () => {
      document.removeEventListener("input", onInput, true);
      document.removeEventListener("submit", onSent, true);
      document.removeEventListener("reset", onSent, true);
    },
  };
}
