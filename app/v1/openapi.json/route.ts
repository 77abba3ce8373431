import { requestOrigin } from "@/lib/http/request-origin";
import { openApiDocument } from "@/lib/openapi/openapi-document";
import { publicRoutes, routes } from "../all-routes";

/** The API as OpenAPI 3.1. Public: it says nothing of what an install holds. */
export function GET(request: Request): Response {
  return Response.json(openApiDocument([...publicRoutes, ...routes], requestOrigin(request.headers)), { headers: { "access-control-allow-origin": "*" } });
}
