import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Connection, mongo } from 'mongoose';
import { DomainError } from '../../../domain/errors.js';
import type { Logger } from '../../../ports/logger.js';
import { holdLease, releaseLease } from '../kit/lease.js';
import type { Migration, MigrationRun } from './migration.js';

/** A migration that was applied, under its id. */
interface StoredMigration {
  readonly _id: string;
  readonly appliedAt: Date;
}

interface StoredLease {
  readonly _id: string;
  readonly holder: string;
  readonly heldUntil: Date;
}

/** Where a migration stands. `known` is false for one that a newer version has applied. */
export interface MigrationState {
  readonly id: string;
  readonly summary: string;
  readonly appliedAt: Date | null;
  readonly isReversible: boolean;
  readonly isKnown: boolean;
}

/** A process that dies half-way keeps others waiting for this long. */
const LEASE_MS = 10_000;
const POLL_MS = 250;

const LEASE = 'migrations';

/** Applies migrations in order, one process at a time. Their ledger is the collection `migrations`. */
export class Migrator {
  private readonly holder = randomUUID();
  private readonly ledger: mongo.Collection<StoredMigration>;
  private readonly leases: mongo.Collection<StoredLease>;

  constructor(
    private readonly connection: Connection,
    private readonly migrations: readonly Migration[],
    private readonly logger: Logger,
    private readonly leaseMs = LEASE_MS,
  ) {
    const db = this.db();
    this.ledger = db.collection('migrations');
    this.leases = db.collection('migration_leases');
  }

  /** Oldest first; at the end those that this version does not know. */
  async list(): Promise<readonly MigrationState[]> {
    const applied = await this.applied();
    const known = this.migrations.map(({ id, summary, down }) => ({
      id,
      summary,
      appliedAt: applied.get(id) ?? null,
      isReversible: down !== undefined,
      isKnown: true,
    }));
    const ids = new Set(known.map(({ id }) => id));
    const unknown = [...applied].filter(([id]) => !ids.has(id));
    return [
      ...known,
      ...unknown.map(([id, appliedAt]) => ({
        id,
        summary: 'Applied by a newer version of Holdfast',
        appliedAt,
        isReversible: false,
        isKnown: false,
      })),
    ];
  }

  /**
   * Applies what is pending. Where another process is at it, waits until that is done.
   * @returns the ids of what this call has applied
   * @throws what a migration throws. Those before it stay applied; the next call begins with the one that failed.
   */
  async migrate(): Promise<readonly string[]> {
    if ((await this.pending()).length === 0) return [];
    return this.underLease(async (checkIn) => {
      const done: string[] = [];
      for (const { id, summary, up } of await this.pending()) {
        const from = performance.now();
        this.logger.info({ migration: id, summary }, 'migration started');
        await up({ db: this.db(), checkIn });
        checkIn();
        await this.ledger.updateOne(
          { _id: id },
          { $setOnInsert: { appliedAt: new Date() } },
          { upsert: true },
        );
        const ms = Math.round(performance.now() - from);
        this.logger.info({ migration: id, ms }, 'migration applied');
        done.push(id);
      }
      return done;
    });
  }

  /**
   * Takes back the migrations from the newest down to this one.
   * @returns the ids of what was taken back, newest first
   * @throws DomainError `invalid_input` for one that was not applied, or where one of them cannot be taken back: nothing
   *   is changed then.
   */
  async revert(to: string): Promise<readonly string[]> {
    return this.underLease(async (checkIn) => {
      const applied = await this.applied();
      const at = this.migrations.findIndex(({ id }) => id === to);
      if (at === -1 || !applied.has(to)) {
        throw new DomainError(
          'invalid_input',
          `${to} was not applied. Run with --list to see the applied ones.`,
        );
      }
      const affected = this.migrations
        .slice(at)
        .filter(({ id }) => applied.has(id))
        .reverse();
      const fixed = affected.find(({ down }) => down === undefined);
      if (fixed !== undefined) {
        throw new DomainError('invalid_input', `${fixed.id} cannot be reverted. Restore a backup instead.`);
      }
      for (const { id, down } of affected) {
        await down?.({ db: this.db(), checkIn });
        checkIn();
        await this.ledger.deleteOne({ _id: id });
        this.logger.info({ migration: id }, 'migration taken back');
      }
      return affected.map(({ id }) => id);
    });
  }

  private async pending(): Promise<readonly Migration[]> {
    const applied = await this.applied();
    return this.migrations.filter(({ id }) => !applied.has(id));
  }

  private async applied(): Promise<ReadonlyMap<string, Date>> {
    const rows = await this.ledger.find().sort({ _id: 1 }).toArray();
    return new Map(rows.map(({ _id, appliedAt }) => [_id, appliedAt]));
  }

  private async underLease<T>(work: (checkIn: MigrationRun['checkIn']) => Promise<T>): Promise<T> {
    for (let turn = 0; !(await this.hold()); turn += 1) {
      if (turn === 0) this.logger.info({}, 'another process migrates the database; waiting for it');
      await delay(POLL_MS);
    }
    let isLost = false;
    const renewing = setInterval(() => {
      void this.hold().then(
        (isHeld) => (isLost ||= !isHeld),
        // The database is away; the migration's own command says so.
        () => undefined,
      );
    }, this.leaseMs / 3);
    const checkIn = (): void => {
      if (isLost) throw new DomainError('unavailable', 'Another process has taken over the migrations.');
    };
    try {
      return await work(checkIn);
    } finally {
      clearInterval(renewing);
      await releaseLease(this.leases, LEASE, this.holder);
    }
  }

  private async hold(): Promise<boolean> {
    const now = new Date();
    const lease = { holder: this.holder, now, until: new Date(now.getTime() + this.leaseMs) };
    return (await holdLease(this.leases, LEASE, lease, {})) !== null;
  }

  private db(): mongo.Db {
    return this.connection.getClient().db(this.connection.name);
  }
}
