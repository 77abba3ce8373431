"use client";

import { useApiQuery } from "@/components/query/use-api-query";
import type { NotionAppResource } from "@/lib/notion-oauth/notion-app-resource";

export function useNotionApp() {
  return useApiQuery<NotionAppResource>("notion-app", "/v1/notion-app");
}
