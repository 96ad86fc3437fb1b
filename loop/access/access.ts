import type { Language } from '#lib/core';
import { accountById, createAccount, hasAccounts } from './accounts/account.ts';
import { guestsOf } from './accounts/guest.ts';
import { createInvitation, readInvitation, redeem } from './accounts/invitation.ts';
import { checkLogin } from './accounts/login.ts';
import { hashSecret } from './accounts/secret.ts';
import { closeSession, openSession, readSession, type Session } from './accounts/session.ts';
import { type AuditEntry, noteAudit } from './audit.ts';
import type { Context, NewAccount, Origin } from './context.ts';
import { linkUsed, notYourProject } from './faults.ts';
import { viewerOfKey } from './keys/key.ts';
import { Remembered } from './keys/remembered.ts';
import { WriteKeys } from './keys/write-keys.ts';
import { addMember, allProjects, firstProject } from './project.ts';
import type { Viewer } from './viewer.ts';

const firstName = { zh: '我的项目', en: 'My project' } as const;

/** Who may come in, and as whom: the one way to a `Viewer`. */
export function access(context: Context) {
  const writeKeys = new WriteKeys(context);
  const sessions = new Remembered<Session | undefined>(context);
  const viewers = new Remembered<Viewer>(context);
  const audit = (entry: AuditEntry) => noteAudit(context, entry);

  /** The first account owns every project there is; one is made when there is none. */
  async function ownEverything(account: string, language: Language | undefined): Promise<void> {
    await firstProject(context, firstName[language ?? 'zh']);
    for (const { id } of await allProjects(context)) await addMember(context, account, id, 'owner');
  }

  async function enter(
    account: string,
    who: string,
    action: string,
    origin: Origin,
    entered?: number,
  ): Promise<string> {
    const token = await openSession(context, account, origin);
    const session = await readSession(context, token);
    const project = entered ?? session?.projects[0]?.id;
    await audit({ project, who, action, target: who, address: origin.address });
    return token;
  }

  const guests = guestsOf(context, audit, enter);

  return {
    context,
    audit,
    hasAccounts: () => hasAccounts(context),

    /** The token of the one-time link to the first account; nothing once there is one. */
    async firstLink(): Promise<string | undefined> {
      return (await hasAccounts(context)) ? undefined : createInvitation(context, { role: 'owner' });
    },

    /** Creates the first account unattended; nothing once there is one. */
    async createAdmin(account: NewAccount): Promise<boolean> {
      if (await hasAccounts(context)) return false;
      const id = await createAccount(context, account);
      await ownEverything(id, account.language);
      await audit({ who: account.email, action: 'account/first', target: account.email, address: 'local' });
      return true;
    },

    /** Creates the first account by its one-time link; gives the token of a session. */
    async createFirst(token: string, account: NewAccount, origin: Origin): Promise<string> {
      const invitation = await readInvitation(context, token);
      if (invitation.project !== null || (await hasAccounts(context))) throw linkUsed({});
      const id = await redeem(context, token, () => createAccount(context, account));
      await ownEverything(id, account.language);
      return enter(id, account.email, 'account/first', origin);
    },

    ...guests,

    /** Gives the token of a session, or a fault that does not tell whether there is such an account. */
    async login(email: string, password: string, origin: Origin): Promise<string> {
      try {
        return await enter(await checkLogin(context, email, password, origin), email, 'login', origin);
      } catch (error) {
        await audit({ who: email, action: 'login/failed', target: email, address: origin.address });
        throw error;
      }
    },

    logout: (token: string) => closeSession(context, token),
    session: (token: string) => sessions.get(hashSecret(token), () => readSession(context, token)),
    viewerOfKey: (secret: string, project: number | undefined, language: Language) =>
      viewers.get(`${hashSecret(secret)} ${project} ${language}`, () =>
        viewerOfKey(context, secret, project, language),
      ),

    /** The project a write key collects into. */
    projectOfWriteKey: (secret: string) => writeKeys.projectOf(secret),
    writeKeys,

    /** The numbers of all projects. */
    projects: async () => (await allProjects(context)).map(({ id }) => id),

    /** The owner of the machine itself, who comes by the terminal. */
    async systemViewer(project: number | undefined, language: Language): Promise<Viewer> {
      const first = await firstProject(context, firstName[language]);
      const chosen =
        project === undefined ? first : (await allProjects(context)).find(({ id }) => id === project);
      if (!chosen) throw notYourProject({ given: project ?? '' });
      return { project: chosen, role: 'owner', name: 'terminal', language };
    },

    account: (id: string) => accountById(context, id),
  };
}

export type Access = ReturnType<typeof access>;
