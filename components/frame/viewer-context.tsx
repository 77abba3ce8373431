"use client";

import { createContext, type ReactNode, useContext } from "react";

/** Who is signed in, and as what; the server enforces the role, the screens only show it. */
export type Viewer = {
  userId: string;
  email: string;
  name: string | null;
  organizationId: string;
  organizationName: string;
  role: "owner" | "editor" | "viewer";
};

export type ViewerWithRights = Viewer & { canEdit: boolean; isOwner: boolean };

const ViewerContext = createContext<ViewerWithRights | null>(null);

export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  const { role } = viewer;
  return <ViewerContext value={{ ...viewer, canEdit: role !== "viewer", isOwner: role === "owner" }}>{children}</ViewerContext>;
}

export function useViewer(): ViewerWithRights {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error("useViewer is for pages inside the dashboard's layout");
  return viewer;
}
