/** Who may import whom: docs/architecture.md gives the reasons at length. */
const tests = "\\.test\\.tsx?$|/testing/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    // Definitions, refs, templates and the catalogues run in the browser, on the server and in tests alike.
    rule("pure-rooms-import-zod-and-each-other", {
      from: { path: ["^lib/pipeline/", "^lib/schema-form/", "^lib/steps/.*definition\\.ts$", "^lib/destinations/.*definition\\.ts$", "^lib/(steps|destinations)/catalog\\.ts$"], pathNot: tests },
      to: {
        pathNot: ["^lib/(pipeline|schema-form)/", "^lib/(steps|destinations)/(?!deliverers|executors|accounts|send-http|render-message|fetch-facts|write-text|mail-domains)[a-z-]+\\.ts$", "^lib/(steps|destinations)/[^/]+/(?!execute|deliver|store)[^/]+\\.ts$", "^lib/errors\\.ts$", "^lib/durable/contract\\.ts$", "^lib/ports/(ports|clock)\\.ts$", "^node_modules/(zod|re2js)/"],
      },
    }),
    // The domain must run without its frame: in a worker, in a test, on another engine.
    rule("lib-knows-no-framework", {
      from: { path: "^lib/", pathNot: tests },
      to: { path: "^node_modules/(next|next-auth|react|react-dom|inngest)/" },
    }),
    // One of two engines must not leak into what runs on both.
    rule("inngest-stays-in-its-folder", {
      from: { pathNot: "^inngest/|^app/api/inngest/|^node_modules/" },
      to: { path: "^node_modules/inngest/" },
    }),
    // A query outside of a store is a query that nobody checks for the organization id.
    rule("database-client-only-behind-stores", {
      from: {
        path: "^(app|components|inngest|lib|server\\.ts)",
        pathNot: `^lib/db\\.ts$|/store\\.ts$|/[a-z-]+-store\\.ts$|^lib/durable/|^lib/adapters/(postgres|sql)/|^lib/ingest/|^lib/health/|${tests}`,
      },
      to: { path: "^node_modules/(pg|@prisma)/|^generated/prisma/", dependencyTypesNot: ["type-only"] },
    }),
    // Vendors' clients are reached through ports, where timeouts, guards and doubles live.
    rule("vendor-sdks-only-in-adapters", {
      from: { path: "^(app|components|inngest|lib)/", pathNot: `^lib/adapters/|^lib/destinations/[^/]+/(deliver|client|classify-error)\\.ts$|${tests}` },
      to: { path: "^node_modules/(@ai-sdk|ai|@aws-sdk|@slack|undici|nodemailer|@notionhq)/", dependencyTypesNot: ["type-only"] },
    }),
    // Session handling is one file's business.
    rule("next-auth-in-one-file", {
      from: { pathNot: "^lib/session\\.ts$|^app/session\\.ts$|^app/api/auth/|^proxy\\.ts$|^node_modules/" },
      to: { path: "^node_modules/next-auth/" },
    }),
    // Each step and each destination can be read, tested and removed on its own.
    rule("steps-and-destinations-know-no-siblings", {
      from: { path: "^lib/(steps|destinations)/([^/]+)/", pathNot: tests },
      to: { path: "^lib/$1/[^/]+/", pathNot: "^lib/$1/$2/|/testing/" },
    }),
    // Screens draw definitions; running them is the server's.
    rule("components-run-nothing", {
      from: { path: "^components/" },
      to: { path: "/(store|execute|deliver)\\.ts$" },
    }),
    // The Slack double is written from the vendor's rules, so that it can disagree with our destination.
    rule("doubles-know-no-destination", {
      from: { path: ["^lib/slack-sandbox/", "^lib/testing/doubles/"] },
      to: { path: "^lib/destinations/" },
    }),
    // Test tools must not ship.
    rule("product-code-imports-no-test-code", {
      from: { path: "^(app|components|inngest|lib|cli|server\\.ts)", pathNot: tests },
      to: { path: tests },
    }),
    // A cycle has no first reader and no safe order of initialisation.
    rule("no-cycles", { from: { pathNot: "^node_modules/" }, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } }),
    // A path that resolves to nothing is a typing error that only the bundler would notice.
    rule("imports-resolve", { from: { pathNot: "^node_modules/" }, to: { couldNotResolve: true } }),
  ],
  options: {
    doNotFollow: { path: "node_modules|^generated/" },
    exclude: { path: "^(\\.next|dist|coverage|packages/[^/]+/dist)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"], extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"] },
  },
};

function rule(name, { from, to }) {
  return { name, severity: "error", from, to };
}
