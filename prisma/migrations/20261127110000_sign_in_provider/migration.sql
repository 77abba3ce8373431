-- A sign-in on its way may be one with any vendor.
ALTER TABLE "oauth_states" RENAME COLUMN "workspace" TO "provider";
