import type { AuditEntry } from '../audit.ts';
import type { Context, NewAccount, Origin } from '../context.ts';
import { linkUsed, otherAccount } from '../faults.ts';
import { allProjects, joinProject } from '../project.ts';
import type { Role } from '../viewer.ts';
import { accountByEmail, createAccount } from './account.ts';
import { readInvitation, redeem } from './invitation.ts';
import { checkLogin } from './login.ts';
import { requireGoodPassword } from './password.ts';
import type { Session } from './session.ts';

/** What a link leads to. */
interface Welcome {
  readonly email: string | null;
  /** To the first account of this Linger. */
  readonly first: boolean;
  readonly project: string | null;
  readonly role: Role;
}

type Enter = (
  account: string,
  who: string,
  action: string,
  origin: Origin,
  project: number,
) => Promise<string>;

/** People who were invited: nobody is in a project before they agreed. */
export function guestsOf(context: Context, audit: (entry: AuditEntry) => Promise<void>, enter: Enter) {
  /** An invitation that is good, with the project it leads into. */
  async function readGuest(token: string) {
    const { email, project: id, role } = await readInvitation(context, token);
    const project = (await allProjects(context)).find((one) => one.id === id);
    if (email === null || !project) throw linkUsed({});
    return { email, project, role };
  }

  /** The account a guest has, when the password is its own; else a new one. */
  async function accountOf(guest: NewAccount, origin: Origin): Promise<string> {
    const found = await accountByEmail(context, guest.email);
    if (!found) return createAccount(context, guest);
    try {
      return await checkLogin(context, guest.email, guest.password, origin);
    } catch (error) {
      // a password that no new account would get either tells nobody whether there is one
      await requireGoodPassword(guest.password, [guest.email, guest.project ?? '']);
      throw error;
    }
  }

  return {
    /** Whom an invitation is for, and into what; not whether they have an account, which is for nobody else to know. */
    async invitation(token: string): Promise<Welcome> {
      const { project } = await readInvitation(context, token);
      if (project === null) return { first: true, email: null, project: null, role: 'owner' };
      const guest = await readGuest(token);
      return { ...guest, first: false, project: guest.project.name };
    },

    /** Takes an invitation up with the account of its mail, which is made when there is none; gives the token of a session. */
    async accept(
      token: string,
      { password, language }: Omit<NewAccount, 'email' | 'project'>,
      origin: Origin,
    ): Promise<string> {
      const { email, project, role } = await readGuest(token);
      const id = await redeem(context, token, async () => {
        const account = await accountOf({ email, password, language, project: project.name }, origin);
        await joinProject(context, account, project.id, role);
        return account;
      });
      return enter(id, email, 'account/accept', origin, project.id);
    },

    /** Takes an invitation up as whoever is logged in. */
    async join(token: string, { account }: Session, { address }: Origin): Promise<void> {
      const { email, project, role } = await readGuest(token);
      if (account.email !== email) throw otherAccount({ email, given: account.email });
      await redeem(context, token, () => joinProject(context, account.id, project.id, role));
      await audit({ project: project.id, who: email, action: 'account/accept', target: email, address });
    },
  };
}
