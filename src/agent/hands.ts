import { Answer } from './api';
import { noticeEvent } from './events';
import { Mirrors } from './mirrors';
import { Surroundings } from './surroundings';
import { Act, Notice } from '../protocol/decision';
import { KIND, ResourceType } from '../protocol/kinds';

/** Does what was decided outside the record, in one attempt each. */
export class Hands {
  constructor(private readonly around: Pick<Surroundings, 'api' | 'clock' | 'log'>, private readonly mirrors: Mirrors, private readonly namespace: string) {}

  /** One attempt. What an API server answers is known from then on. */
  public async attempt(act: Act): Promise<Answer> {
    const answer = await this.ask(act);
    if (answer.ok) {
      this.around.log(act.said);
      if (act.verb === 'create' || act.verb === 'patch') this.mirrors.seedObject(act.type, answer.body);
    } else if (act.fine.includes(answer.refusal)) {
      await this.refresh(act);
    }
    return answer;
  }

  /** Events are for people: one that cannot be written stops nothing. */
  public async tell(notice: Notice, type: ResourceType | undefined, by: string): Promise<void> {
    const database = this.mirrors.find(notice.about) ?? (type === undefined ? undefined : await this.read(type, notice.about));
    if (database === undefined) return;
    const event = noticeEvent(notice, database, by, this.around.clock.now());
    const answer = await this.around.api.create({ type: KIND.event, namespace: this.namespace }, event);
    if (!answer.ok) this.around.log(`the Event ${notice.reason} on ${notice.about} was not written: ${answer.message}`);
  }

  private ask({ verb, type, name, body }: Act): Promise<Answer> {
    const { api } = this.around;
    const place = { type, namespace: this.namespace, name };
    switch (verb) {
      case 'create': case 'rehearse': return api.create({ type, namespace: this.namespace }, body, verb === 'rehearse');
      case 'patch': return api.patch(place, body);
      case 'remove': return api.remove(place);
    }
  }

  /** What is known of an object was not the latest: it is read, as the watch may bring it late. */
  private async refresh({ type, name }: Act): Promise<void> {
    if (!this.mirrors.follows(type, name)) return;
    const answer = await this.around.api.list({ type, namespace: this.namespace }, { name });
    if (answer.ok && answer.body.items.length > 0) this.mirrors.seedObject(type, answer.body.items[0]);
  }

  private async read(type: ResourceType, name: string): Promise<any | undefined> {
    const answer = await this.around.api.get({ type, namespace: this.namespace, name });
    return answer.ok ? answer.body : undefined;
  }
}
