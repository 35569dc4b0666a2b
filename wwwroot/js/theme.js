// Loaded before the first paint: decides light or dark, so that no page flashes in the wrong one.
(() => {
  const key = 'portal.theme';
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const stored = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const choice = () => ['light', 'dark'].includes(stored()) ? stored() : 'system';
  const apply = () => {
    const chosen = choice();
    document.documentElement.dataset.theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  };
  window.portalTheme = {
    choice,
    choose(value) {
      try { localStorage.setItem(key, value); } catch { /* storage may be forbidden; the choice then lasts for the page */ }
      apply();
    },
  };
  dark.addEventListener('change', apply);
  try { document.documentElement.dataset.nav = localStorage.getItem('portal.nav') === 'narrow' ? 'narrow' : 'wide'; } catch { /* as above */ }
  apply();
})();
