import { actionsIn } from './hook-actions-several';
import { isGiven, ObjectSubject } from './subject';
import { rule } from '../../findings/finding';
import { Json } from '../../values/json';

/** What the webhook of HookTemplates refuses. */
export const hookTemplateIncomplete = rule<ObjectSubject>('hook-template-incomplete', ({ kind, name, spec }) => {
  if (kind !== 'HookTemplate') return [];
  return messages(spec).map(message => ({
    message: `HookTemplate ${name} would be refused: ${message}`,
    remedy: 'say what is done (action) and who does it (executor)',
  }));
});

function messages({ action, executor }: Json): string[] {
  if (!isGiven(executor?.type)) return ['it has no executor'];
  const acts = actionsIn(action).length > 0;
  switch (executor.type) {
    case 'Function':
      return isGiven(executor.function?.name) ? [] : ['the executor Function names no function'];
    case 'Pod':
      return [...(acts ? [] : ['it has no action']), ...selectorMessages(executor.pod?.selector)];
    default:
      return acts ? [] : ['it has no action'];
  }
}

function selectorMessages(selector: unknown): string[] {
  if (!isGiven(selector)) return ['the executor Pod has no selector'];
  if (typeof selector !== 'string') return [];
  return selector.split(',').every(part => part.includes('=')) ? [] : ['the selector is not of the form "a=b, c=d"'];
}
