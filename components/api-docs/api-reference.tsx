import Link from "next/link";
import { ProductMark } from "@/components/frame/product-mark";
import type { OpenApiDocument } from "@/lib/openapi/openapi-document";
import { InlineCode } from "./inline-code";
import { OperationDetails } from "./operation-details";

/** The OpenAPI document as a page: a list of its parts beside them. */
export function ApiReference({ document }: { document: OpenApiDocument }) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  const [server] = document.servers;
  return (
    <div className="mx-auto grid max-w-6xl gap-x-12 px-4 pb-24 sm:px-8 lg:grid-cols-[200px_minmax(0,1fr)]">
      <header className="col-span-full flex items-center justify-between py-6">
        <Link href="/" className="flex items-center gap-2 font-semibold">
          <ProductMark />
          Ingestlayer
        </Link>
        <a href="/v1/openapi.json" className="text-dense underline decoration-neutral-7 underline-offset-2 hover:decoration-neutral-12">
          OpenAPI 3.1
        </a>
      </header>
      <nav aria-label="Parts of the API" className="max-lg:mb-8 max-lg:border-b max-lg:pb-4 lg:sticky lg:top-6 lg:max-h-[calc(100vh-3rem)] lg:self-start lg:overflow-y-auto">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-dense lg:flex-col">
          {document.tags.map(({ name }) => (
            <li key={name}>
              <a href={`#${anchorOf(name)}`} className="block py-0.5 text-neutral-11 hover:text-neutral-12">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main className="min-w-0">
        <h1 className="text-xl leading-7 font-semibold tracking-tight">API</h1>
        <p className="mt-2 max-w-2xl text-neutral-11">
          <InlineCode text={document.info.description} />
        </p>
        <p className="mt-3 font-mono text-mono break-all text-neutral-11">{server?.url}</p>
        {document.tags.map(({ name }) => (
          <section key={name} id={anchorOf(name)} aria-labelledby={`${anchorOf(name)}-title`} className="scroll-mt-6 pt-10">
            <h2 id={`${anchorOf(name)}-title`} className="mb-3 text-base font-semibold">
              {name}
            </h2>
            <div className="divide-y divide-neutral-4 rounded-md border">
              {operations
                .filter(({ operation }) => operation.tags.includes(name))
                .map((one) => (
                  <OperationDetails key={one.operation.operationId} {...one} />
                ))}
            </div>
          </section>
        ))}
      </main>
    </div>
  );
}

function anchorOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}
