/** An image of ours as a registry of one's own has it: every one names the registry of its maker first. */
export function mirrored(image: string, registry: string | undefined): string {
  return registry === undefined ? image : image.replace(/^[^/]+/, registry);
}
