import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { createAuthOptions } from "../auth-options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth does the signing in and out; what a session is, lib/sessions says. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, createAuthOptions(request.headers));
}

export { handle as GET, handle as POST };
