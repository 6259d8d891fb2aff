#!/bin/sh
# For compose.yaml: the image of nginx runs it at its start. Makes of gazette.conf, which is for a machine of its own,
# one for containers: Gazette is at web:3000, and readers come over https.
set -eu
from=${GAZETTE_CONF:-/gazette.conf}
to=${NGINX_CONF:-/etc/nginx/conf.d/default.conf}

sed -e 's|server 127\.0\.0\.1:3000;|server web:3000;|' \
	-e 's|listen 80;|listen 443 ssl;\
	ssl_certificate /certs/fullchain.pem;\
	ssl_certificate_key /certs/privkey.pem;\
	ssl_protocols TLSv1.2 TLSv1.3;\
	ssl_session_cache shared:tls:10m;|' \
	-e "s|server_name .*;|server_name ${SITE_HOST};|" "$from" > "$to"
cat >> "$to" <<END

server {
	listen 80 default_server;
	server_tokens off;
	return 308 https://${SITE_HOST}\$request_uri;
}

# Another name than ours is refused, and gets no certificate.
server {
	listen 443 ssl default_server;
	ssl_reject_handshake on;
}
END
