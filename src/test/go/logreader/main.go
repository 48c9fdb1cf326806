// Reads a log with golang.org/x/mod/sumdb, the original implementation of its formats, and prints what it computed.
//
// Arguments: the directory with checkpoint and tiles, the public key of the log, the size of an earlier tree, and indexes.
// The first line is the proof that the earlier tree is a prefix; then a line for each index with its inclusion proof.
package main

import (
	"encoding/base64"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The height of C2SP's tiles, which sumdb has in the path and C2SP has not.
const height = 8

type directory string

func (d directory) Height() int { return height }

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		hashes, err := os.ReadFile(filepath.Join(string(d), path))
		if err != nil {
			return nil, err
		}
		read = append(read, hashes)
	}
	return read, nil
}

func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

func main() {
	log.SetFlags(0)
	dir, old := directory(os.Args[1]), number(os.Args[3])
	tree := checkpoint(string(dir), os.Args[2])
	reader := tlog.TileHashReader(tree, dir)

	oldRoot, err := tlog.TreeHash(old, reader)
	check(err)
	consistency, err := tlog.ProveTree(tree.N, old, reader)
	check(err)
	check(tlog.CheckTree(consistency, tree.N, tree.Hash, old, oldRoot))
	fmt.Println(join(consistency))

	for _, argument := range os.Args[4:] {
		index := number(argument)
		leaves, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		check(err)
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		check(err)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaves[0]))
		fmt.Println(join(proof))
	}
}

// Opens the signed checkpoint and returns its tree.
func checkpoint(dir, key string) tlog.Tree {
	verifier, err := note.NewVerifier(key)
	check(err)
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	check(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	root, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: number(lines[1]), Hash: root}
}

func join(hashes []tlog.Hash) string {
	var texts []string
	for _, hash := range hashes {
		texts = append(texts, base64.StdEncoding.EncodeToString(hash[:]))
	}
	return strings.Join(texts, " ")
}

func number(text string) int64 {
	value, err := strconv.ParseInt(text, 10, 64)
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
