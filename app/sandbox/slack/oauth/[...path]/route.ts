import { serveSandbox } from "@/lib/slack-sandbox/serve-sandbox";

type Context = { params: Promise<{ path: string[] }> };

async function handle(request: Request, { params }: Context): Promise<Response> {
  return serveSandbox(request, `/oauth/${(await params).path.join("/")}`);
}

export { handle as GET, handle as POST };
