import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClickHouseClient, type ClickHouseSettings, createClient } from '@clickhouse/client';
import { print, quoteName, type Sql } from '#lib/sql';
import type { Lease } from '../database/lease.ts';
import { engineSilent } from '../faults.ts';
import { Versions } from '../versions.ts';
import { isConnectionLoss, isUnheard, statementFault } from './clickhouse-fault.ts';
import { exceptionCheck } from './exception-check.ts';
import { Heartbeat, Silence } from './heartbeat.ts';
import type { InsertOptions, ReadOptions, Warehouse } from './warehouse.ts';

/** Where statements go: a new client after each restart of the embedded engine, always the same to a server. */
export interface Link {
  client(): Promise<ClickHouseClient>;
  /** The fault for a connection that broke or could not be made. */
  lost(cause: unknown): Error;
  /** Asks for a sign of life, not by the client: its connections may all be taken by those who wait. */
  ping(signal: AbortSignal): Promise<void>;
  /** Hears that the engine gave no sign of life while it was waited for. */
  silent?(): void;
  close(): Promise<void>;
  readonly alone: boolean;
  readonly cluster: string | undefined;
  readonly login?: Warehouse['login'];
  /** By which right a server is written to, where more than one Linger may reach it. */
  readonly lease?: Pick<Lease, 'hold' | 'pass'>;
}

const DEFAULT_READ_SECONDS = 300;
/** A question that found the connection broken was never heard by the engine; it is asked once more. */
const STILLBORN_MS = 150;
/**
 * Equal blocks are no repeats unless a token says so: the engine notes a block before its rows are in place, and killed between
 * the two it would leave out those rows whenever they were sent again.
 */
const ANEW: ClickHouseSettings = {
  insert_deduplicate: 0,
  deduplicate_insert: 'disable',
  deduplicate_insert_select: 'disable',
};

const EXACT: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 1,
  output_format_json_quote_denormals: 0,
  date_time_output_format: 'iso',
};

/** A client as this room wants it: quiet, patient, with answers compressed only over a network. */
export function newClient(
  url: string,
  password: string | undefined,
  database: string | undefined,
  settings: ClickHouseSettings = {},
): ClickHouseClient {
  return createClient({
    url,
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
    clickhouse_settings: settings,
    request_timeout: 24 * 3600 * 1000,
    max_open_connections: 64,
    use_multipart_params_auto: true,
    keep_alive: { enabled: true, idle_socket_ttl: 2500 },
    log: { level: 127 },
  });
}

/** `Columns` over a ClickHouse HTTP interface. */
export class ClickHouseWarehouse implements Warehouse {
  readonly versions = new Versions();
  private readonly heartbeat: Heartbeat;

  constructor(private readonly link: Link) {
    this.heartbeat = new Heartbeat(
      (signal) => link.ping(signal),
      () => link.silent?.(),
    );
  }

  get alone(): boolean {
    return this.link.alone;
  }

  get cluster(): string | undefined {
    return this.link.cluster;
  }

  get login(): Warehouse['login'] {
    return this.link.login;
  }

  async read<Row>(statement: Sql, options: ReadOptions = {}): Promise<Row[]> {
    const { text, params } = print(statement);
    return this.guarded(options.signal, async (client, signal) => {
      const result = await client.query({
        query: text,
        query_params: { ...params },
        format: 'JSONEachRow',
        clickhouse_settings: settingsOf(options, DEFAULT_READ_SECONDS),
        abort_signal: signal,
      });
      return result.json<Row>();
    });
  }

  async lines(statement: Sql, options: ReadOptions = {}): Promise<Buffer> {
    // an answer that breaks off in the middle is then a fault with its reason, not half an answer
    const settings = { ...settingsOf(options, DEFAULT_READ_SECONDS), wait_end_of_query: 1 } as const;
    const stream = await this.checked(statement, 'JSONEachRow', options.signal, settings);
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts);
  }

  async *each<Row>(statement: Sql, options: ReadOptions = {}): AsyncIterable<Row> {
    const { text, params } = print(statement);
    const { signal, end } = this.heartbeat.watch(options.signal);
    try {
      const result = await this.guarded(signal, (client) =>
        client.query({
          query: text,
          query_params: { ...params },
          format: 'JSONEachRow',
          clickhouse_settings: settingsOf(options, DEFAULT_READ_SECONDS),
          abort_signal: signal,
        }),
      );
      try {
        for await (const rows of result.stream<Row>()) for (const row of rows) yield row.json() as Row;
      } finally {
        result.close();
      }
    } catch (cause) {
      throw this.faultOf(cause, signal);
    } finally {
      end();
    }
  }

  bytes(statement: Sql, format: string, options: ReadOptions = {}): Promise<Readable> {
    const settings: ClickHouseSettings = { ...settingsOf(options, 0), date_time_output_format: 'simple' };
    return this.checked(statement, format, options.signal, settings);
  }

  /** The bytes of an answer, which fail where the server broke it off. */
  private async checked(
    statement: Sql,
    format: string,
    stop: AbortSignal | undefined,
    settings: ClickHouseSettings,
  ): Promise<Readable> {
    const { text, params } = print(statement);
    const { signal, end } = this.heartbeat.watch(stop);
    const answered = this.guarded(signal, (client) =>
      client.exec({
        query: `${text}\nFORMAT ${format}`,
        query_params: { ...params },
        clickhouse_settings: settings,
        abort_signal: signal,
      }),
    );
    answered.catch(end);
    const { stream, response_headers: headers } = await answered;
    const checked = exceptionCheck(String(headers['x-clickhouse-exception-tag'] ?? ''));
    stream.on('error', (cause) => checked.destroy(this.faultOf(cause, signal) as Error));
    checked.on('close', () => {
      end();
      stream.destroy();
    });
    return stream.pipe(checked);
  }

  async run(statement: Sql, options: ReadOptions = {}): Promise<{ written: number }> {
    const { text, params } = print(statement);
    const work = async (client: ClickHouseClient, signal: AbortSignal) => {
      const { summary } = await client.command({
        query: text,
        query_params: { ...params },
        clickhouse_settings: { ...ANEW, ...settingsOf(options, 0), wait_end_of_query: 1 },
        abort_signal: signal,
      });
      return { written: Number(summary?.written_rows ?? 0) };
    };
    return this.changing(options, () => this.guarded(options.signal, work, false));
  }

  async pour(
    statement: Sql,
    body: Readable,
    format: 'CSV' | 'Native',
    options: ReadOptions = {},
  ): Promise<{ written: number }> {
    const { text, params } = print(statement);
    return this.changing(options, () =>
      this.heartbeat.during(options.signal, async (signal) => {
        const client = await this.link.client();
        try {
          const { stream, summary } = await client.exec({
            query: `${text}\nFORMAT ${format}`,
            values: this.passed(body),
            query_params: { ...params },
            clickhouse_settings: { ...ANEW, ...settingsOf(options, 0), wait_end_of_query: 1 },
            abort_signal: signal,
          });
          await acknowledged(stream);
          return { written: Number(summary?.written_rows ?? 0) };
        } catch (cause) {
          throw this.faultOf(cause, signal);
        }
      }),
    );
  }

  async insert(table: string, body: Readable | Uint8Array, options: InsertOptions): Promise<void> {
    return this.changing(options, () =>
      this.heartbeat.during(options.signal, async (signal) => {
        await this.insertOnce(table, body, { ...options, signal }).catch((cause: unknown) => {
          throw this.faultOf(cause, signal);
        });
      }),
    );
  }

  close(): Promise<void> {
    return this.link.close();
  }

  private async insertOnce(
    table: string,
    body: Readable | Uint8Array,
    options: InsertOptions,
  ): Promise<void> {
    const client = await this.link.client();
    const columns = options.columns ? ` (${options.columns.map((name) => quoteName(name)).join(', ')})` : '';
    const format = options.format === 'TSV' ? 'TabSeparated' : options.format;
    const { stream } = await client.exec({
      query: `INSERT INTO ${quoteName(...table.split('.'))}${columns} FORMAT ${format}`,
      values: this.passed(body instanceof Readable ? body : Readable.from([body], { objectMode: false })),
      clickhouse_settings: {
        input_format_import_nested_json: 0,
        date_time_input_format: 'best_effort',
        wait_end_of_query: 1,
        ...(options.token === undefined
          ? ANEW
          : {
              insert_deduplication_token: options.token,
              deduplicate_blocks_in_dependent_materialized_views: 1,
            }),
      },
      abort_signal: options.signal,
    });
    await acknowledged(stream);
  }

  /** A body of which nothing more is sent once the right to write is lost. */
  private passed(body: Readable): Readable {
    const { lease } = this.link;
    return lease ? Readable.from(lease.pass(body), { objectMode: false }) : body;
  }

  /** Notes what may have written, a fault or not: the engine may have written before it, or in spite of it. */
  private async changing<T>({ touches }: Pick<ReadOptions, 'touches'>, work: () => Promise<T>): Promise<T> {
    await this.link.lease?.hold();
    try {
      return await work();
    } finally {
      this.versions.touch(touches);
    }
  }

  private guarded<T>(
    signal: AbortSignal | undefined,
    work: (client: ClickHouseClient, signal: AbortSignal) => Promise<T>,
    repeatable = true,
  ): Promise<T> {
    return this.heartbeat.during(signal, (both) => this.repeated(both, work, repeatable));
  }

  private async repeated<T>(
    signal: AbortSignal,
    work: (client: ClickHouseClient, signal: AbortSignal) => Promise<T>,
    repeatable: boolean,
  ): Promise<T> {
    const client = await this.link.client();
    const asked = performance.now();
    try {
      return await work(client, signal);
    } catch (cause) {
      const quick = repeatable && isConnectionLoss(cause) && performance.now() - asked < STILLBORN_MS;
      const again = (quick || isUnheard(cause)) && !signal?.aborted;
      if (!again) throw this.faultOf(cause, signal);
    }
    try {
      await sleep(STILLBORN_MS);
      return await work(await this.link.client(), signal);
    } catch (cause) {
      throw this.faultOf(cause, signal);
    }
  }

  private faultOf(cause: unknown, signal: AbortSignal | undefined): unknown {
    const reason: unknown = signal?.aborted ? signal.reason : undefined;
    if (reason instanceof Silence) return engineSilent({ seconds: reason.milliseconds / 1000 }, cause);
    if (!signal?.aborted && isConnectionLoss(cause)) return this.link.lost(cause);
    return statementFault(cause, signal?.aborted ?? false);
  }
}

/** The answer to an insert is empty; its end is the acknowledgement. */
async function acknowledged(answer: Readable): Promise<void> {
  for await (const _ of answer) {
    // nothing comes
  }
}

function settingsOf(options: ReadOptions, seconds: number): ClickHouseSettings {
  return {
    ...EXACT,
    max_execution_time: options.seconds ?? seconds,
    ...options.settings,
    ...(options.bytes === undefined ? {} : { max_memory_usage: String(options.bytes) }),
  };
}
