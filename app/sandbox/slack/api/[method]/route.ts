import { serveSandbox } from "@/lib/slack-sandbox/serve-sandbox";

type Context = { params: Promise<{ method: string }> };

async function handle(request: Request, { params }: Context): Promise<Response> {
  return serveSandbox(request, `/api/${(await params).method}`);
}

export { handle as GET, handle as POST };
