"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type Viewer } from "@/lib/sessions/read-viewer";

const ViewerContext = createContext<Viewer | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Who is signed in, and as what. The server enforces the role; the screens only show it. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer is for pages inside the dashboard's layout");
  return viewer;
}
