import { apiGet } from "@/components/query/api-client";

/** Saves a pipeline's draft as a file on this machine. */
export async function exportFile(id: string, slug: string, format: "json" | "yaml"): Promise<void> {
  const { data } = await apiGet<{ data: { text: string } }>(`/v1/pipelines/${id}/export`, { format });
  const url = URL.createObjectURL(new Blob([data.text], { type: format === "json" ? "application/json" : "application/yaml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${slug}.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}
