# syntax=docker/dockerfile:1
# One image for the API, the worker and the MCP server; docker-compose.yml says which of them a container runs.
# Debian and not Alpine, because the core of the Temporal SDK is a native library built against glibc.

# The release of Node that gets fixes the longest; CI runs the unit tests and `npm run dev` with it.
FROM node:24-bookworm-slim AS base
WORKDIR /app

FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM dependencies AS build
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workflows workflows
COPY activities activities
COPY web web
RUN npm run build
RUN npm prune --omit=dev
# The SDK brings its native library for five platforms, of which this image is one.
RUN rm -rf node_modules/onnxruntime-node/bin/napi-v*/darwin node_modules/onnxruntime-node/bin/napi-v*/win32
RUN find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -r {} +

FROM base AS runtime
# HOST: the container's own loopback cannot be reached from outside it.
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ./
COPY config config
# The embedding model is kept in a volume here, which gets the owner of this directory.
RUN mkdir /models && chown node:node /models
USER node
EXPOSE 3000 3001
# The API's; docker-compose.yml gives the worker, which has no port, and the MCP server checks of their own.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT||3000}/health/ready`).then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/src/server.js"]
