export function RowError({ errors }: { errors: (string | undefined)[] }) {
  const shown = errors.filter((error) => error !== undefined);
  return shown.length === 0 ? null : <p className="mt-1 text-label text-dead">{shown.join("; ")}</p>;
}
