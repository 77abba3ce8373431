const stations = [
  { number: "01", name: "source", dot: "bg-source" },
  { number: "02", name: "pipeline", dot: "bg-mutation" },
  { number: "03", name: "destinations", dot: "bg-delivered" },
];

/** The product in one line. */
export function WayOfAnEvent() {
  return (
    <ol className="flex items-center justify-center gap-2.5 font-mono text-mono whitespace-nowrap text-neutral-10 sm:gap-4">
      {stations.map(({ number, name, dot }) => (
        <li key={number} className="flex items-center gap-2 not-first:before:mr-0.5 not-first:before:h-px not-first:before:w-4 not-first:before:bg-neutral-6 sm:not-first:before:mr-2 sm:not-first:before:w-12">
          <span className={`size-1.5 shrink-0 rounded-full ${dot}`} aria-hidden="true" />
          <span>
            <span className="max-sm:sr-only">{number} </span>
            {name}
          </span>
        </li>
      ))}
    </ol>
  );
}
