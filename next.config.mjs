/** @type {import("next").NextConfig} */
const config = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  outputFileTracingRoot: import.meta.dirname,
  // `npm run check` does both for the whole project; a fresh start must not wait for them a second time.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  // It reads its list by a path beside its own file.
  serverExternalPackages: ["email-providers"],
  // A process that takes events and shows nobody a page has no use for all pages' code in its memory.
  experimental: { preloadEntriesOnStart: false },
};

export default config;
