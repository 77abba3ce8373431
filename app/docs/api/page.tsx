import type { Metadata } from "next";
import { headers } from "next/headers";
import { publicRoutes, routes } from "@/app/v1/all-routes";
import { ApiReference } from "@/components/api-docs/api-reference";
import { requestOrigin } from "@/lib/http/request-origin";
import { openApiDocument } from "@/lib/openapi/openapi-document";

export const metadata: Metadata = { title: "API" };

/** Public: the document it shows is. */
export default async function ApiDocsPage() {
  return <ApiReference document={openApiDocument([...publicRoutes, ...routes], requestOrigin(await headers()))} />;
}
