import { randomBytes } from "node:crypto";
import type { Database } from "@/lib/db";
import { UserError, type Problem } from "@/lib/errors";
import { invalidRequest } from "@/lib/http/invalid-request";
import { newId } from "@/lib/ids";
import { emailProblems, normalizeEmail } from "@/lib/users/email";
import { hashPassword, passwordProblems } from "@/lib/users/password";
import { insertOwner, type Claim } from "./store";

export type NewOwner = {
  email: string;
  /** 10 to 1,000 characters. */
  password: string;
  /** The organization's name; made of the address's domain unless given. */
  organization?: string;
  /** Their own. */
  name?: string;
};

export type CreatedOwner = { userId: string; organizationId: string; organizationSlug: string; sourceId: string };

/** A user, their organization and its `default` source. Throws UserError, also for an address that has an account, and what `claim` throws. */
export async function createOwner(input: NewOwner, db: Database, claim?: Claim): Promise<CreatedOwner> {
  const email = normalizeEmail(input.email);
  const name = (input.organization ?? organizationNameOf(email)).trim();
  const problems = findProblems(email, input.password, name);
  if (problems.length > 0) throw invalidRequest(problems);
  const passwordHash = await hashPassword(input.password);
  const userId = newId("user");
  const organizationId = newId("organization");
  const sourceId = newId("source");
  for (let tries = 0; tries < slugTriesMax; tries++) {
    const slug = tries === 0 ? slugOf(name) : `${slugOf(name)}-${randomBytes(3).toString("hex")}`;
    const outcome = await insertOwner(
      {
        organization: { id: organizationId, name, slug, redactionKey: randomBytes(32).toString("base64url") },
        user: { id: userId, email, name: input.name?.trim() || null, passwordHash },
        source: { id: sourceId, slug: "default", name: "Default", kind: "api" },
      },
      db,
      claim,
    );
    if (outcome === "created") return { userId, organizationId, organizationSlug: slug, sourceId };
    if (outcome === "email_taken") throw invalidRequest([{ path: "email", message: "expected an address without an account" }]);
  }
  throw new UserError("invalid_request", "organization: expected a name that no other organization has");
}

const slugTriesMax = 5;

function findProblems(email: string, password: string, name: string): Problem[] {
  const problems = [...emailProblems(email), ...passwordProblems(password)];
  if (name === "" || name.length > 120) problems.push({ path: "organization", message: "expected 1 to 120 characters" });
  return problems;
}

function organizationNameOf(email: string): string {
  return email.split("@")[1]?.split(".")[0] ?? "";
}

function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);
  return slug || "organization";
}
