/** Latin, Greek and Cyrillic accents, Hebrew points, Arabic vowel signs and the tatweel: written or left out at will. */
const OPTIONAL_MARKS =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff]/g;

/** Letters that Unicode does not decompose, as people write them without their accent. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ς: "σ",
};
const SPECIAL = /[ßæœøłđðþħıς]/g;

/** One spelling for all that differ only in case, accents or width. Folding twice changes nothing. */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(OPTIONAL_MARKS, "")
    .toLowerCase()
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFKD")
    .replace(OPTIONAL_MARKS, "")
    .normalize("NFC");
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}
