import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { SessionState } from '#app/server';
import type { Words } from '#lib/core';
import { EmptyState, FaultNotice, useSay } from '#lib/ui';
import { ApiFault, request } from '../../api/api.ts';
import { within } from '../../api/base.ts';
import { usePreferences } from '../../api/preferences.tsx';
import './entry.css';
import { Join } from './join.tsx';
import { text } from './text.ts';
import { tokenInAddress, type Welcome } from './welcome.ts';

/** What leads in: the email and password of an account, or a link with a token. */
type Way = 'login' | 'first' | 'accept';
const titles: Record<Way, { title: Words; hint?: Words; button: Words }> = {
  login: { title: text.login, button: text.login },
  first: { title: text.first, hint: text.firstHint, button: text.create },
  accept: { title: text.accept, hint: text.acceptHint, button: text.enter },
};

/** The way in: login, the first account, or an invitation. */
export default function Entry({ state }: { state: SessionState }) {
  const say = useSay();
  const { language, choose } = usePreferences();
  const token = tokenInAddress();
  const { way, welcome, fault } = useWay(token);
  return (
    <main className="entry">
      <header>
        <img src={within('/icon.svg')} width={48} height={48} alt="" />
        <h1>Linger 留客</h1>
        <p>{say(text.claim)}</p>
        <p className="ui-muted">{say(text.loop)}</p>
      </header>
      <section className="entry-card">
        {fault ? (
          <FaultNotice message={fault.message} code={fault.code} />
        ) : state.account && !token ? (
          <EmptyState picture="search" title={say(text.noProject)} />
        ) : state.account ? (
          welcome && <Join state={state} token={token} welcome={welcome} />
        ) : state.empty && !token ? (
          <EmptyState picture="inbox" title={say(text.noAccount)}>
            {say(text.noAccountHint)}
          </EmptyState>
        ) : (
          way && <EntryForm way={way} token={token} welcome={welcome} />
        )}
      </section>
      <button
        type="button"
        className="ui-plain ui-muted"
        onClick={() => choose({ language: language === 'zh' ? 'en' : 'zh' })}
      >
        {language === 'zh' ? 'English' : '中文'}
      </button>
    </main>
  );
}

/** Which form a token leads to; login without one. */
function useWay(token: string | undefined) {
  const [found, setFound] = useState<{ way?: Way; welcome?: Welcome; fault?: ApiFault }>(
    token ? {} : { way: 'login' },
  );
  useEffect(() => {
    if (!token) return;
    request('/api/session/link', { method: 'POST', json: { token } })
      .then(async (response) => {
        const welcome = (await response.json()) as Welcome;
        setFound({ way: welcome.first ? 'first' : 'accept', welcome });
      })
      .catch((fault: unknown) => fault instanceof ApiFault && setFound({ fault }));
  }, [token]);
  return found;
}

interface FormProps {
  readonly way: Way;
  readonly token: string | undefined;
  readonly welcome: Welcome | undefined;
}

function EntryForm({ way, token, welcome }: FormProps) {
  const say = useSay();
  const client = useQueryClient();
  const { language } = usePreferences();
  const [fault, setFault] = useState<ApiFault>();
  const [busy, setBusy] = useState(false);
  const { title, hint, button } = titles[way];
  const send = async ({ email, password }: { email: string; password: string }) => {
    const bodies = {
      login: { email, password },
      first: { token, email, password, language },
      accept: { token, password, language },
    };
    setBusy(true);
    setFault(undefined);
    try {
      const response = await request(`/api/session/${way}`, { method: 'POST', json: bodies[way] });
      window.history.replaceState(null, '', within('/'));
      client.setQueryData(['session'], await response.json());
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error;
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={send} initialValues={{ email: welcome?.email }}>
      <h2>{say(title)}</h2>
      {welcome?.project && <p>{say(text.into(welcome.project))}</p>}
      {hint && <p className="ui-muted">{say(hint)}</p>}
      <Form.Item
        name="email"
        label={say(text.email)}
        rules={[{ required: way !== 'accept', message: say(text.emailMissing) }]}
      >
        <Input
          type="email"
          autoComplete="username"
          disabled={way === 'accept'}
          autoFocus={way !== 'accept'}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={say(text.password)}
        extra={way === 'login' ? undefined : say(text.passwordHint)}
        rules={[{ required: true, message: say(text.passwordMissing) }]}
      >
        <Input.Password autoComplete={way === 'login' ? 'current-password' : 'new-password'} />
      </Form.Item>
      {fault && <FaultNotice message={fault.message} code={fault.code} />}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {say(button)}
      </Button>
    </Form>
  );
}
