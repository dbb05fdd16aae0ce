import mongoose, { type Connection } from 'mongoose';
import { MAX_TEAMS, tooManyTeams, type Team } from '../../../domain/desk/teams.js';
import { DomainError } from '../../../domain/errors.js';
import type { TeamRepository } from '../../../ports/desk/teams.js';
import type { Revision } from '../../../ports/revisions.js';
import { MongoShortList } from '../kit/short-list.js';
import type { Models } from '../schema/models.js';

/** People, categories and policies are few. What takes longer counts as in use. */
const USE_TIMEOUT_MS = 3_000;

export class MongoTeamRepository extends MongoShortList<Team> implements TeamRepository {
  /** A key that was removed can be added again, and its first version is another one then. */
  protected override readonly remembersVersions = false;

  constructor(connection: Connection, models: Models) {
    super(connection, models, {
      room: models.teams,
      kind: 'team',
      lock: 'teams',
      max: MAX_TEAMS,
      tooMany: tooManyTeams,
    });
  }

  /** Each write sees the ones before it, so that no two teams get one mail address. */
  override async add(revision: Revision<Team>): Promise<void> {
    const { name, version, mailAddress } = revision.content;
    await this.writeInTurn(async (session) => {
      await super.add(revision, session);
      if (mailAddress !== null) {
        const others = await this.models.teams.collection
          .aggregate<Team>(
            [
              { $match: { name: { $ne: name } } },
              { $sort: { name: 1, version: -1 } },
              { $group: { _id: '$name', newest: { $first: '$$ROOT' } } },
              { $replaceRoot: { newRoot: '$newest' } },
              { $match: { mailAddress, isActive: true } },
            ],
            { session },
          )
          .toArray();
        const [other] = others;
        if (other !== undefined) throw addressTaken(mailAddress, other.name);
      }
      if (version === 1) return this.requireRoom(session);
      const before = await this.models.teams.collection.findOne({ name, version: version - 1 }, { session });
      if (before === null) throw new DomainError('not_found', `There is no "${name}".`);
    });
  }

  async isUsed(name: string): Promise<boolean> {
    const { tickets, users, policies, categories, teams } = this.models;
    const options = { projection: { _id: 1 }, maxTimeMS: USE_TIMEOUT_MS } as const;
    try {
      const uses = [
        await tickets.collection.findOne({ team: name }, options),
        await users.collection.findOne({ team: name }, options),
        await categories.collection.findOne({ team: name }, options),
        await teams.collection.findOne({ successor: name }, options),
        await policies.collection.findOne(
          { $or: [{ 'exceptions.team': name }, { 'escalation.team': name }] },
          options,
        ),
      ];
      return uses.some((use) => use !== null);
    } catch (error) {
      if (isTooLong(error)) return true;
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await this.writeInTurn(async (session) => {
      await this.models.teams.collection.deleteMany({ name }, { session });
    });
  }
}

function addressTaken(mailAddress: string, name: string): DomainError {
  return new DomainError('duplicate', `The team "${name}" has the mail address ${mailAddress}.`, {
    faults: [{ path: 'mail_address', message: `belongs to the team "${name}"` }],
  });
}

/** `MaxTimeMSExpired` */
function isTooLong(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoServerError && error.code === 50;
}
