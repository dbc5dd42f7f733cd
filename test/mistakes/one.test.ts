import { RIGHT } from './in-words';
import { MISTAKES } from './mistakes';
import { Findings, Severity } from '../../src';
import { validateObject } from '../support/crds';
import { Shop } from '../support/shop';
import { describeUpstream } from '../support/upstream';

beforeAll(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });

describe('a mistake', () => {
  test.each(MISTAKES)('is told once, with what to do: $what', ({ make, code, property }) => {
    const shop = new Shop();
    try {
      make(shop);
    } catch (e) {
      // There is nothing to go on with: the error names the property.
      expect(code).toBe('TypeError');
      expect(e).toBeInstanceOf(TypeError);
      expect((e as Error).message).toContain(property);
      return;
    }
    const found = Findings.of(shop.app).all;
    expect(found.map(f => `${f.code} ${f.property ?? ''}: ${f.message}`)).toHaveLength(1);
    const [{ code: given, remedy, path, severity, property: about }] = found;
    expect({ code: given, property: about }).toEqual({ code, property });
    expect(remedy ?? '').not.toBe('');
    expect(path).toBeDefined();
    if (severity === Severity.ERROR) expect(() => shop.app.synthYaml()).toThrow(`[${code}]`);
  });

  test('of more than a hundred kinds', () => {
    expect(new Set(MISTAKES.map(m => m.what)).size).toBeGreaterThanOrEqual(100);
  });
});

describeUpstream('no mistake', () => {
  test.each(RIGHT)('is refused: %s', (_, spec) => {
    const shop = new Shop();
    shop.orders({ spec });
    expect(Findings.of(shop.app).all).toEqual([]);
    expect(shop.objects.flatMap(validateObject)).toEqual([]);
  });
});
