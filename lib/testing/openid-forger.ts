import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";

type Json = Record<string, unknown>;

/** What a token that is in order would hold; a forgery changes some of it. */
type Token = { header: Json; claims: Json; sign: (text: string) => string };
export type Forgery = (token: Token) => Token | string;

export const CLIENT = { id: "trellis", secret: "the-secret-of-the-client-0123456789" };

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

const signer = () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const sign = (text: string) => createSign("RSA-SHA256").update(text).sign(privateKey, "base64url");
  return { jwk: { ...publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }, sign };
};

export const strangerSigns = signer().sign;
export const clientSecretSigns = (text: string) =>
  createHmac("sha256", CLIENT.secret).update(text).digest("base64url");

/**
 * An identity provider that hands out whatever token it is told to: what a hostile or broken one could do. It
 * signs everybody in at once, as `claims` says.
 */
export async function startForger() {
  const state: { forge: Forgery; claims: Json; userinfo: Json | null; issuer: string } = {
    ...{ forge: (token) => token, claims: {}, userinfo: null, issuer: "" },
  };
  const nonces = new Map<string, string>();
  const { jwk, sign } = signer();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", state.issuer);
    if (url.pathname === "/authorize") authorize(url.searchParams, response);
    else if (url.pathname === "/token") void exchange(request, response);
    else answer(response, documents()[url.pathname] ?? {});
  });

  const documents = (): Record<string, unknown> => ({
    "/.well-known/openid-configuration": {
      ...{ issuer: state.issuer, jwks_uri: `${state.issuer}/jwks`, token_endpoint: `${state.issuer}/token` },
      ...{ authorization_endpoint: `${state.issuer}/authorize`, response_types_supported: ["code"] },
      ...(state.userinfo && { userinfo_endpoint: `${state.issuer}/userinfo` }),
    },
    "/jwks": { keys: [jwk] },
    "/userinfo": state.userinfo,
  });

  function authorize(asked: URLSearchParams, response: ServerResponse): void {
    const code = `code-${nonces.size}`;
    nonces.set(code, asked.get("nonce") ?? "");
    const target = new URL(asked.get("redirect_uri") ?? state.issuer);
    target.search = new URLSearchParams({ code, state: asked.get("state") ?? "" }).toString();
    response.writeHead(302, { location: target.href }).end();
  }

  async function exchange(request: AsyncIterable<unknown>, response: ServerResponse): Promise<void> {
    const form = await readForm(request);
    answer(response, tokensFor(form.get("code") ?? ""));
  }

  function tokensFor(code: string): Json {
    const seconds = Math.floor(Date.now() / 1000);
    const claims = { iss: state.issuer, aud: CLIENT.id, sub: "1", iat: seconds, exp: seconds + 60 };
    const genuine: Token = {
      header: { alg: "RS256", kid: "one" },
      claims: { ...claims, nonce: nonces.get(code), ...state.claims },
      sign,
    };
    return { access_token: "access", token_type: "Bearer", id_token: serialize(state.forge(genuine)) };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  state.issuer = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
  const stop = () => new Promise((resolve) => server.close(resolve));
  return { state, issuer: state.issuer, stop };
}

function serialize(token: Token | string): string {
  if (typeof token === "string") return token;
  const text = `${base64url(token.header)}.${base64url(token.claims)}`;
  return `${text}.${token.sign(text)}`;
}

function answer(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}

/** The form that a request carries. */
export async function readForm(request: AsyncIterable<unknown>): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) if (Buffer.isBuffer(part)) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString("utf8"));
}
