import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type OidcProvider = {
  issuer: string;
  /** What the next id token says of its subject. */
  claims: Record<string, unknown>;
  close(): Promise<void>;
};

/** As much of OpenID Connect as a sign-in needs: discovery, a token endpoint, its keys. */
export async function startOidcProvider(clientId: string): Promise<OidcProvider> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const provider: OidcProvider = { issuer: "", claims: {}, close: () => new Promise((resolve) => server.close(() => resolve())) };
  const idToken = () => {
    const nowS = Math.floor(Date.now() / 1000);
    const signed = `${encode({ alg: "RS256", kid: "k" })}.${encode({ iss: provider.issuer, aud: clientId, iat: nowS, exp: nowS + 60, sub: "1", ...provider.claims })}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
  };
  const server = createServer((request, response) => {
    const { issuer } = provider;
    const answers: Record<string, () => unknown> = {
      "/.well-known/openid-configuration": () => ({ issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ["RS256"] }),
      "/token": () => ({ access_token: "a", token_type: "Bearer", id_token: idToken() }),
      "/jwks": () => ({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }] }),
    };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answers[request.url ?? ""]?.() ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  provider.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}
