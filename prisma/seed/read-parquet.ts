import { asyncBufferFromFile, parquetMetadataAsync } from "hyparquet";

export type ParquetColumn = { name: string; type: string; nulls: number };

/** What the footer of a Parquet file says of its rows and columns; reads none of the data. */
export async function readParquetFooter(path: string): Promise<{ rows: number; columns: ParquetColumn[] }> {
  const {
    num_rows: rows,
    schema,
    row_groups: groups,
  } = await parquetMetadataAsync(await asyncBufferFromFile(path));
  const columns = schema
    .filter(({ num_children: children }) => children === undefined)
    .map(({ name, type, logical_type: logical }) => ({
      name,
      type: logical?.type ?? type ?? "",
      nulls: groups
        .flatMap((group) => group.columns)
        .filter(({ meta_data: meta }) => meta?.path_in_schema.join(".") === name)
        .reduce((sum, { meta_data: meta }) => sum + Number(meta?.statistics?.null_count ?? Number.NaN), 0),
    }));
  return { rows: Number(rows), columns };
}
