import postgres from "postgres";

export const sql = postgres(process.env.DATABASE_URL ?? "", { onnotice: () => {} });

// Parameters come as drizzle gives them, written already: the driver must not write JSON a second time.
for (const type of [114, 3802]) sql.options.serializers[type] = (value) => value;
