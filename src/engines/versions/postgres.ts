import { forAll, images } from '../common';

/** Alpine builds: they run as user 70, everything else as 999. */
const ALPINE = [
  '10.23', '11.22', '12.17', '12.22', '13.13', '13.18', '13.20', '13.21', '14.10', '14.13', '14.15', '14.17',
  '14.18', '14.21', '14.22', '15.10', '15.12', '15.13', '15.16', '15.17', '15.5', '15.8', '16.1', '16.10', '16.12',
  '16.13', '16.4', '16.6', '16.8', '16.9', '17.2', '17.4', '17.5', '17.8', '18.2', '18.3',
];

const DEBIAN = [
  '10.23-bullseye', '11.22-bookworm', '12.17-bookworm', '12.22-bookworm', '13.13-bookworm', '13.18-bookworm',
  '13.20-bookworm', '13.21-bookworm', '14.10-bookworm', '14.13-bookworm', '14.15-bookworm', '14.17-bookworm',
  '14.18-bookworm', '14.21-bookworm', '14.22-bookworm', '15.10-bookworm', '15.12-bookworm', '15.13-bookworm',
  '15.16-bookworm', '15.17-bookworm', '15.5-bookworm', '15.8-bookworm', '16.1-bookworm', '16.10-bookworm',
  '16.12-bookworm', '16.13-bookworm-ext', '16.13-bookworm', '16.4-bookworm', '16.6-bookworm', '16.8-bookworm',
  '16.9-bookworm', '17.2-bookworm', '17.4-bookworm', '17.5-bookworm', '17.8-bookworm', '17.9-bookworm-ext',
  '17.9-bookworm', '17.9-percona', '18.2-bookworm', '18.3-bookworm-ext', '18.3-bookworm',
];

const OTHERS: Record<string, string> = {
  '11-bullseye-postgis': 'docker.io/postgis/postgis:11-3.3',
  '12-bullseye-postgis': 'docker.io/postgis/postgis:12-3.4',
  '13-bullseye-postgis': 'docker.io/postgis/postgis:13-3.4',
  'timescaledb-2.14.2-pg13': 'docker.io/timescale/timescaledb:2.14.2-pg13-oss',
  '14-bullseye-postgis': 'docker.io/postgis/postgis:14-3.4',
  'timescaledb-2.14.2-pg14': 'docker.io/timescale/timescaledb:2.14.2-pg14-oss',
  '15.12-documentdb': 'ghcr.io/appscode-images/postgres-documentdb:15-0.102.0-ferretdb-2.0.0',
  'timescaledb-2.14.2-pg15': 'docker.io/timescale/timescaledb:2.14.2-pg15-oss',
  '15-bullseye-postgis': 'docker.io/postgis/postgis:15-3.4',
  '16.13-ext': 'ghcr.io/appscode-images/postgres:16.13-alpine-ext',
  'timescaledb-2.14.2-pg16': 'docker.io/timescale/timescaledb:2.14.2-pg16-oss',
  '16.2-bullseye-postgis': 'docker.io/postgis/postgis:16-3.4',
  '16.8-documentdb': 'ghcr.io/appscode-images/postgres-documentdb:16-0.102.0-ferretdb-2.0.0',
  '17.4-documentdb': 'ghcr.io/appscode-images/postgres-documentdb:17-0.102.0-ferretdb-2.0.0',
  '17.9-ext': 'ghcr.io/appscode-images/postgres:17.9-alpine-ext',
  '17.9': 'ghcr.io/appscode-images/postgres:17.9-percona',
  '18.3-ext': 'ghcr.io/appscode-images/postgres:18.3-alpine-ext',
};

/** Image of each PostgresVersion that is not deprecated (upstream: `PostgresVersion.spec.db.image`). */
export const POSTGRES_IMAGES: Record<string, string> = {
  ...images('ghcr.io/appscode-images/postgres', ALPINE, v => `${v}-alpine`),
  ...images('ghcr.io/appscode-images/postgres', DEBIAN),
  ...OTHERS,
};

/** Users of the images that do not run as 999 (upstream: `PostgresVersion.spec.securityContext.runAsUser`). */
export const POSTGRES_USERS: Record<string, number> = forAll([
  ...ALPINE,
  'timescaledb-2.14.2-pg13', 'timescaledb-2.14.2-pg14', 'timescaledb-2.14.2-pg15', '16.13-ext',
  'timescaledb-2.14.2-pg16', '17.9-ext', '17.9', '18.3-ext',
], 70);
