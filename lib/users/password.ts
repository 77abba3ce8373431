import { hash, verify } from "@node-rs/argon2";
import type { Problem } from "@/lib/errors";

// OWASP's first choice for argon2id: 19 MiB, 2 passes. 2 = Argon2id; the package's enum is a const enum, which isolated
// modules can't read.
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, parameters);
}

/** Takes as long where there is no hash to compare with, so that the time tells nobody which accounts exist. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  if (password.length > lengthMax) return false;
  decoy ??= hashPassword("nobody's password");
  const isRight = await verify(passwordHash ?? (await decoy), password);
  return isRight && typeof passwordHash === "string";
}

let decoy: Promise<string> | undefined;

const lengthMin = 10;
const lengthMax = 1_000;

export function passwordProblems(password: string, path = "password"): Problem[] {
  const fits = password.length >= lengthMin && password.length <= lengthMax;
  return fits ? [] : [{ path, message: "expected 10 to 1,000 characters" }];
}
