"""Components of Svelte and Vue: script and markup speak of one thing, and so do the components that set a property."""

from pathlib import Path

import pytest

from pipeline import renamed

SVELTE = {
    "src/lib/stores.ts": "import { writable } from 'svelte/store';\nexport const sessionId = writable('');\n",
    "src/lib/Flow.svelte": """\
        <script lang="ts">
            import { createEventDispatcher } from 'svelte';
            export let sessionId: string | null = null;
            $: title = `flow ${sessionId}`;
            const open = (flows: { sessionId: string }[]) => flows.find((one) => one.sessionId === sessionId);
        </script>

        <!-- the flow of sessionId -->
        {#if sessionId && 1 > 0}
            <p id="{sessionId}-title" class:active={sessionId !== null} on:click={() => open([{ sessionId }])}>{title}</p>
        {/if}
    """,
    "src/routes/Page.svelte": """\
        <script>
            import { sessionId } from '$lib/stores';
            import Flow from '$lib/Flow.svelte';
            let named = `/flows/${`a${$sessionId}`}`;
        </script>

        <Flow sessionId={$sessionId} on:done={() => sessionId.set('')} />
        <Flow {named} sessionId={`x-${$sessionId ?? ''}`} />
    """,
    "src/routes/List.svelte": """\
        <script>
            import Flow from '$lib/Flow.svelte';
            export let all = [];
        </script>

        {#each all as sessionId (sessionId)}
            <Flow {sessionId} />
        {/each}
    """,
}
VUE = {
    "src/Flow.vue": """\
        <script setup lang="ts">
        const props = defineProps<{ sessionId: string }>();
        const shown = computed(() => props.sessionId.slice(0, 8));
        </script>

        <template>
          <p v-if="sessionId" :title="sessionId">{{ sessionId }} {{ shown }}</p>
        </template>
    """,
    "src/Page.vue": """\
        <script setup lang="ts">
        import Flow from './Flow.vue';
        const sessionId = ref('');
        </script>

        <template>
          <Flow :sessionId="sessionId" @done="sessionId = ''" />
        </template>
    """,
}


@pytest.mark.parametrize("files", [SVELTE, VUE], ids=["svelte", "vue"])
def test_a_component_moves_whole(tmp_path: Path, files: dict[str, str]) -> None:
    made = renamed(tmp_path, files, checker=False)
    left = [line for text in made.values() for line in text.splitlines() if "sessionId" in line]
    assert [line for line in left if "<!--" not in line] == []


def test_there_and_back(tmp_path: Path) -> None:
    renamed(tmp_path, SVELTE, checker=False)
    before = {name: (tmp_path / name).read_text("utf-8") for name in SVELTE}
    there = renamed(tmp_path, SVELTE, checker=False)
    back = renamed(tmp_path, there, checker=False, old="flow_id", new="session_id")
    assert back == before


@pytest.mark.parametrize(
    "text",
    [
        "<script>\n    import { sessionId } from 'elsewhere';\n</script>\n\n<p>{sessionId}</p>\n",
        "<script>\n    import { sessionId } from 'elsewhere';\n</script>\n\n<p>{$sessionId}</p>\n",
        "<script>\n    const = broken;\n    export let sessionId;\n</script>\n\n<p>{sessionId}</p>\n",
        "<script>\n    let x = 1;\n</script>\n\n<p>{nowhere.sessionId}</p>\n",
        "<script>\n    let x = 1;\n</script>\n\n<p>{sessionId}</p>\n",
    ],
)
def test_what_nothing_shows_to_be_ours_stays(tmp_path: Path, text: str) -> None:
    assert renamed(tmp_path, {"src/App.svelte": text}, checker=False)["src/App.svelte"] == text
