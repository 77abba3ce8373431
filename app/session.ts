import type { Route } from "next";
import { cache } from "react";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { database } from "@/lib/db";
import { pagePathHeader } from "@/lib/http/page-path-header";
import { readViewer as readViewerOf, type Viewer } from "@/lib/sessions/read-viewer";

/** The signed-in user, asked once a request; null when nobody is. */
export const readViewer = cache(async (): Promise<Viewer | null> => readViewerOf(await headers(), database()));

/** For pages behind the sign-in. */
export async function requireViewer(): Promise<Viewer> {
  return (await readViewer()) ?? redirect(await signInPath());
}

/** The sign-in, which leads back to the page that was asked for. */
async function signInPath(): Promise<Route> {
  const path = (await headers()).get(pagePathHeader);
  return path === null || path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}
