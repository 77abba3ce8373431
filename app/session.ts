import { cache } from "react";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { database } from "@/lib/db";
import { readViewer as readViewerOf, type Viewer } from "@/lib/sessions/read-viewer";

/** The signed-in user, asked once a request; null when nobody is. */
export const readViewer = cache(async (): Promise<Viewer | null> => readViewerOf(await headers(), database()));

/** For pages behind the sign-in. */
export async function requireViewer(): Promise<Viewer> {
  return (await readViewer()) ?? redirect("/sign-in");
}
