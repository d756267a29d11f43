# The product's image, made by the launcher itself, so that packages and pins stand in one place. Not run; see
# docs/operations.md.
FROM debian:12-slim
RUN apt-get update -q && apt-get install -y -q --no-install-recommends ca-certificates adduser
WORKDIR /app
COPY . .
RUN ./safecity install && rm -rf /var/lib/apt/lists/* /root/.cache /root/.npm
USER safecity
EXPOSE 8000
